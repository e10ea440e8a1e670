package io.bellwether.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, its columns lined up. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<String> titles) {
        rows.add(titles);
    }

    public Table row(List<String> cells) {
        rows.add(cells);
        return this;
    }

    /** Lines of Markdown. */
    public List<String> lines() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("|");
            for (int column = 0; column < row.size(); column++) {
                String gap = " ".repeat(widths.get(column) - row.get(column).length());
                line.append(column == 0 ? " " + row.get(column) + gap : " " + gap + row.get(column))
                        .append(" |");
            }
            lines.add(line.toString());
        }
        StringBuilder rule =
                new StringBuilder("|-").append("-".repeat(widths.get(0))).append("-|");
        widths.stream()
                .skip(1)
                .forEach(width -> rule.append("-".repeat(width + 1)).append(":|"));
        lines.add(1, rule.toString());
        return lines;
    }

    /** A number with three digits that count, or all before the point. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value)
                .replace(',', ' ');
    }

    /** How many times as fast. */
    static String ratio(double value) {
        return Double.isNaN(value) ? "-" : number(value) + "x";
    }

    static String percent(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * value);
    }
}
