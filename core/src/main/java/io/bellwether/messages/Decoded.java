package io.bellwether.messages;

import io.bellwether.series.Reading;
import java.util.List;

/** What became of a telemetry record. A bad record is a value, not an exception: it must not stop the good ones. */
public sealed interface Decoded {

    /**
     * The record was understood.
     *
     * @param asset whose readings they are
     * @param readings at least one; those of quality {@code REJECTED} stand for values that could not be read
     * @param rejections one for every reading of quality {@code REJECTED}, in the same order
     */
    record Accepted(String asset, List<Reading> readings, List<Rejection> rejections) implements Decoded {
        public Accepted {
            readings = List.copyOf(readings);
            rejections = List.copyOf(rejections);
        }
    }

    /** Nothing of the record could be used. */
    record Rejected(Rejection rejection) implements Decoded {}
}
