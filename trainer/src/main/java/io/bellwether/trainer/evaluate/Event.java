package io.bellwether.trainer.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of labelled rows.
 *
 * @param first its first row
 * @param last its last row
 * @param start first row of the recording that it is in
 * @param end row after the recording's last
 */
record Event(int first, int last, int start, int end) {
    /** All events, in order. */
    static List<Event> of(LabelledSeries series) {
        List<Event> events = new ArrayList<>();
        for (int recording = 0; recording < series.recordings(); recording++) {
            int start = series.start(recording);
            int end = series.end(recording);
            int first = -1;
            for (int row = start; row <= end; row++) {
                boolean inside = row < end && series.isLabelled(row);
                if (inside && first < 0) {
                    first = row;
                } else if (!inside && first >= 0) {
                    events.add(new Event(first, row - 1, start, end));
                    first = -1;
                }
            }
        }
        return events;
    }
}
