package io.bellwether.trainer.evaluate;

import io.bellwether.trainer.data.CsvTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A run of labelled rows of one asset.
 *
 * @param firstRow in the table; rows of other assets may lie between it and the last one
 * @param from time of the first row, milliseconds since the epoch
 * @param to time of the last row
 */
public record LabelledEvent(String asset, int firstRow, int lastRow, long from, long to) {
    /** All events among the wanted rows, in order of time within each asset; none where nobody has labelled. */
    public static List<LabelledEvent> of(CsvTable table, IntPredicate wanted) {
        List<LabelledEvent> events = new ArrayList<>();
        Map<String, LabelledEvent> open = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            if (!wanted.test(row)) {
                continue;
            }
            String asset = table.asset(row);
            if (table.isAnomalous(row)) {
                LabelledEvent before = open.get(asset);
                int first = before == null ? row : before.firstRow;
                open.put(asset, new LabelledEvent(asset, first, row, table.time(first), table.time(row)));
            } else if (open.containsKey(asset)) {
                events.add(open.remove(asset));
            }
        }
        events.addAll(open.values());
        return List.copyOf(events);
    }
}
