package io.bellwether.trainer.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of a report.
 *
 * @param header titles of the columns
 * @param rows cells as they are to be read, as many as there are columns
 */
public record ReportTable(String title, List<String> header, List<List<String>> rows) {
    public ReportTable {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("a row of table '" + title + "' has " + row.size() + " cells below "
                        + header.size() + " titles");
            }
        }
    }

    /** One whose first row holds the titles. */
    public static ReportTable of(String title, List<List<String>> titlesAndRows) {
        return new ReportTable(
                title, titlesAndRows.get(0), new ArrayList<>(titlesAndRows.subList(1, titlesAndRows.size())));
    }
}
