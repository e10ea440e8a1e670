package io.bellwether.trainer.evaluate;

import io.bellwether.trainer.data.CsvTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A run of rows of one asset that have something in common: a labelled event, or an alarm.
 *
 * @param firstRow in the table; rows of other assets may lie between it and the last one
 * @param from time of the first row, milliseconds since the epoch
 * @param to time of the last row
 */
public record RowRun(String asset, int firstRow, int lastRow, long from, long to) {
    /** All events among the wanted rows, in order of time within each asset; none where nobody has labelled. */
    public static List<RowRun> events(CsvTable table, IntPredicate wanted) {
        return of(table, wanted, table::isAnomalous);
    }

    /** All runs of marked rows among the wanted ones, in order of time within each asset. */
    static List<RowRun> of(CsvTable table, IntPredicate wanted, IntPredicate marked) {
        List<RowRun> runs = new ArrayList<>();
        Map<String, RowRun> open = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            if (!wanted.test(row)) {
                continue;
            }
            String asset = table.asset(row);
            if (marked.test(row)) {
                RowRun before = open.get(asset);
                int first = before == null ? row : before.firstRow;
                open.put(asset, new RowRun(asset, first, row, table.time(first), table.time(row)));
            } else if (open.containsKey(asset)) {
                runs.add(open.remove(asset));
            }
        }
        runs.addAll(open.values());
        return List.copyOf(runs);
    }
}
