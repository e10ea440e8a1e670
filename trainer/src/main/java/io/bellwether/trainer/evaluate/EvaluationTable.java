package io.bellwether.trainer.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An evaluation as people read it. */
public final class EvaluationTable {
    /** More files than these are told by their mean alone. */
    private static final int FEW = 40;

    private static final List<Measure> PER_FILE = List.of(
            Measure.F1,
            Measure.FALSE_ALARM_RATE,
            Measure.EVENTS,
            Measure.EVENT_RECALL,
            Measure.MEDIAN_DELAY,
            Measure.FALSE_ALARMS,
            Measure.AUC_PR,
            Measure.AUC_ROC,
            Measure.VUS_PR);

    private final Evaluation evaluation;

    public EvaluationTable(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** Files, where they are few, then all measures, then one line that says the most important. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        int files = evaluation.files().size();
        if (files > 1 && files <= FEW) {
            lines.addAll(aligned(perFile()));
            lines.add("");
        }
        lines.addAll(aligned(overall()));
        headline().ifPresent(lines::add);
        return lines;
    }

    /** The line that says the most important; empty when there are no alarms. */
    public Optional<String> headline() {
        return evaluation
                .pooled()
                .alarms()
                .map(alarms -> headline(evaluation.files().size(), alarms));
    }

    /** One line about a budget. */
    public static String line(BudgetVerdict verdict) {
        String word = switch (verdict.outcome()) {
            case KEPT -> "kept";
            case EXCEEDED -> "exceeded";
            case BELOW -> "kept, with room: a lower threshold would do";
        };
        return String.format(
                Locale.ROOT,
                "budget of %s: %d false alarms where it allows %.1f (95 %% of the time %d to %d): %s",
                verdict.budget(),
                verdict.falseAlarms(),
                verdict.expected(),
                verdict.low(),
                verdict.high(),
                word);
    }

    /** A row for every file, below the titles. */
    public List<List<String>> perFile() {
        List<Measure> known = PER_FILE.stream()
                .filter(measure -> !Double.isNaN(evaluation.mean(measure)))
                .toList();
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("file", "rows"));
        known.forEach(measure -> head.add(measure.title()));
        table.add(head);
        evaluation.files().forEach((name, quality) -> {
            List<String> row = new ArrayList<>(List.of(name, Long.toString(quality.rows())));
            known.forEach(measure -> row.add(measure.text(measure.of(quality))));
            table.add(row);
        });
        return table;
    }

    /** A row for every measure, below the titles. */
    public List<List<String>> overall() {
        List<List<String>> table = new ArrayList<>();
        int files = evaluation.files().size();
        boolean intervals = files >= Bootstrap.FEWEST;
        List<String> head = new ArrayList<>(List.of("measure"));
        head.addAll(files == 1 ? List.of("value") : List.of("all rows", "mean of " + files + " files"));
        if (intervals) {
            head.add("95 % interval");
        }
        table.add(head);
        for (Measure measure : Measure.values()) {
            double mean = evaluation.mean(measure);
            if (!Double.isNaN(mean)) {
                List<String> row = new ArrayList<>(List.of(measure.title()));
                if (files > 1) {
                    row.add(measure.isPooled() ? measure.text(measure.of(evaluation.pooled())) : "-");
                }
                row.add(measure.text(mean));
                if (intervals) {
                    Optional<Bootstrap.Interval> interval = evaluation.interval(measure);
                    row.add(interval.map(one -> measure.text(one.low()) + " to " + measure.text(one.high()))
                            .orElse("-"));
                }
                table.add(row);
            }
        }
        return table;
    }

    private static String headline(int files, Detection pooled) {
        StringBuilder line = new StringBuilder(files + " file(s): ");
        if (pooled.events() > 0) {
            line.append(String.format(
                    Locale.ROOT,
                    "F1 %.3f, missed rate %.1f %%, events found %d of %d, ",
                    pooled.f1(),
                    100 * pooled.missedRate(),
                    pooled.delays().size(),
                    pooled.events()));
        }
        if (!pooled.delays().isEmpty()) {
            line.append(String.format(Locale.ROOT, "median delay %.0f s, ", pooled.medianDelay()));
        }
        if (pooled.normalDays() > 0) {
            line.append(String.format(
                    Locale.ROOT,
                    "false-alarm rate %.1f %%, false alarms %d (%.1f a day)",
                    100 * pooled.falseAlarmRate(),
                    pooled.falseAlarms(),
                    pooled.falseAlarmsPerDay()));
        } else {
            line.append("no normal time to raise false alarms in");
        }
        return line.toString();
    }

    /** The first column to the left, the others to the right. */
    private static List<String> aligned(List<List<String>> table) {
        List<String> lines = new ArrayList<>();
        int[] widths = new int[table.get(0).size()];
        for (List<String> row : table) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder(
                    row.get(0) + " ".repeat(widths[0] - row.get(0).length()));
            for (int c = 1; c < widths.length; c++) {
                line.append(" ".repeat(2 + widths[c] - row.get(c).length())).append(row.get(c));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
