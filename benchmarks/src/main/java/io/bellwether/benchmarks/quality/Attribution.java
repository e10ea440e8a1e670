package io.bellwether.benchmarks.quality;

import io.bellwether.benchmarks.Report;
import io.bellwether.benchmarks.Table;
import io.bellwether.demo.attribution.AttributionRow;
import io.bellwether.demo.attribution.AttributionStudy;
import io.bellwether.demo.processes.WorkFolder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Whether alerts name the right sensors, on the simulated plant's faults; all of it is what bench attribution says. */
final class Attribution {
    private static final List<String> TITLES = List.of("kind", "faults", "found", "hit@1", "hit@3", "by chance");

    private final Bench bench;

    Attribution(Bench bench) {
        this.bench = bench;
    }

    /** @param kinds as in {@code --kind} */
    void write(Report report, List<String> kinds) throws IOException {
        report.heading("Attribution: sensors named by alerts, on the simulated plant's faults");
        report.paragraph(
                "The first sensor that an alert names shows the fault (hit@1), or one of the first three (hit@3); by"
                        + " chance: the same of sensors named at random. Fault by fault: `./bellwether bench attribution`.");
        Table table = new Table(TITLES);
        try (WorkFolder folder = WorkFolder.create("bellwether-quality-")) {
            for (String kind : kinds) {
                List<AttributionRow> rows = AttributionStudy.train(kind, folder.path())
                        .plantFaults(AttributionStudy.SEEDS, AttributionStudy.STRENGTHS);
                List<String> row = row(kind, rows.get(rows.size() - 1));
                bench.say(row);
                table.row(row);
            }
        }
        report.block(table.lines());
    }

    private static List<String> row(String kind, AttributionRow all) {
        return List.of(
                kind,
                Integer.toString(all.faults()),
                Integer.toString(all.found()),
                String.format(Locale.ROOT, "%.2f", all.hitAt1()),
                String.format(Locale.ROOT, "%.2f", all.hitAt3()),
                String.format(
                        Locale.ROOT,
                        "%.2f, %.2f",
                        all.byChance().first() / all.found(),
                        all.byChance().firstThree() / all.found()));
    }
}
