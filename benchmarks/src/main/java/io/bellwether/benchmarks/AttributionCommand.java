package io.bellwether.benchmarks;

import io.bellwether.demo.attribution.AttributionRow;
import io.bellwether.demo.attribution.AttributionStudy;
import io.bellwether.demo.processes.WorkFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How often an alert names the right sensors. */
@Command(
        name = "attribution",
        description =
                "Trains models of several kinds on the sample data and counts how often their alerts name the right"
                        + " sensors, for the simulated plant's faults and for sensors made to lie; about two minutes.")
final class AttributionCommand implements Callable<Integer> {
    private static final int INJECTED_SEEDS = 2;

    @Mixin
    private BenchOptions options;

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "Kinds of models, as in 'train --kind', with commas between them (${DEFAULT-VALUE}).")
    private List<String> kinds =
            List.of("lstm-predictor", "lstm-autoencoder", "pca+lstm-predictor+lstm-autoencoder", "pca", "z-score");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Long> seeds = options.quick ? AttributionStudy.SEEDS.subList(0, 1) : AttributionStudy.SEEDS;
        List<AttributionRow> plant = new ArrayList<>();
        List<AttributionRow> injected = new ArrayList<>();
        try (WorkFolder folder = WorkFolder.create("bellwether-attribution-")) {
            for (String kind : kinds) {
                AttributionStudy study = train(kind, folder);
                plant.addAll(study.plantFaults(seeds, AttributionStudy.STRENGTHS));
                injected.addAll(study.injectedFaults(seeds.subList(0, Math.min(INJECTED_SEEDS, seeds.size()))));
                out.println(kind + " done");
                out.flush();
            }
        }
        Report report = new Report("Attribution");
        report.paragraph(
                "`./bellwether bench attribution" + (options.quick ? " --quick" : "") + "`: of the faults that"
                        + " opened an alert, the share whose alert names first (hit@1), or among its first three (hit@3), a"
                        + " sensor that shows the fault; in brackets what naming sensors at random would give. Explained: how many"
                        + " of the alerts have the counterfactual of a sensor that shows the fault not above the threshold;"
                        + " wrongly: that of one that does not. The same on every machine. What it means: docs/ATTRIBUTION.md.");
        report.heading("Faults of the simulated plant");
        report.block(table(plant).lines());
        report.heading("Single sensors that are made to lie");
        report.block(table(injected).lines());
        report.publish(out, options.results("attribution"));
        return 0;
    }

    private AttributionStudy train(String kind, WorkFolder folder) throws IOException {
        try {
            return AttributionStudy.train(kind, folder.path());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Table table(List<AttributionRow> rows) {
        Table table = new Table(List.of("model", "fault", "faults", "found", "hit@1", "hit@3", "explained", "wrongly"));
        for (AttributionRow row : rows) {
            table.row(List.of(
                    row.model(),
                    row.fault(),
                    Integer.toString(row.faults()),
                    Integer.toString(row.found()),
                    share(row.hitAt1(), row.byChance().first() / row.found()),
                    share(row.hitAt3(), row.byChance().firstThree() / row.found()),
                    Integer.toString(row.explained().byRight()),
                    Integer.toString(row.explained().byWrong())));
        }
        return table;
    }

    private static String share(double hits, double chance) {
        return Table.number(hits) + " (" + Table.number(chance) + ")";
    }
}
