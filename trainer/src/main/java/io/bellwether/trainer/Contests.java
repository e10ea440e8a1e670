package io.bellwether.trainer;

import io.bellwether.trainer.contest.Outcome;
import io.bellwether.trainer.contest.Standing;
import io.bellwether.trainer.report.ReportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** The contests of a backtest, by file; none where the kind was given. Safe to share between threads. */
final class Contests {
    private final Map<String, Outcome> byFile = new ConcurrentSkipListMap<>();

    void add(String file, Trained trained) {
        trained.contest().ifPresent(outcome -> byFile.put(file, outcome));
    }

    /** What was taken how often, in one line; empty where nothing competed. */
    String line() {
        Map<String, Long> taken = byFile.values().stream()
                .collect(
                        Collectors.groupingBy(outcome -> winner(outcome).kinds(), TreeMap::new, Collectors.counting()));
        return taken.isEmpty()
                ? ""
                : "taken by contest: "
                        + taken.entrySet().stream()
                                .map(entry -> entry.getKey() + (byFile.size() == 1 ? "" : " " + entry.getValue() + "x"))
                                .collect(Collectors.joining(", "));
    }

    /** For a report: the contest, or of several each file's winner. */
    List<ReportTable> tables() {
        if (byFile.isEmpty()) {
            return List.of();
        }
        if (byFile.size() == 1) {
            return List.of(ReportTable.of(
                    "Contest: part of the synthetic faults found at an equal budget",
                    byFile.values().iterator().next().table()));
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("file", "taken", "synthetic faults found"));
        byFile.forEach((file, outcome) -> rows.add(List.of(
                file,
                winner(outcome).kinds(),
                String.format(Locale.ROOT, "%.0f %%", 100 * winner(outcome).mean()))));
        return List.of(ReportTable.of("Contest, by file", rows));
    }

    private static Standing winner(Outcome outcome) {
        return outcome.standings().get(outcome.winner());
    }
}
