package io.bellwether.benchmarks;

import io.bellwether.benchmarks.quality.Acceptance;
import io.bellwether.benchmarks.quality.Bench;
import io.bellwether.benchmarks.quality.DataSets;
import io.bellwether.trainer.errors.UserError;
import io.bellwether.trainer.threads.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How well anomalies are detected, by Bellwether and by what could stand in its place. */
@Command(
        name = "quality",
        description = {
            "Trains and judges on public data sets, which are no part of the project, and on the project's",
            "simulator: F1, detection, ranking, budgets of false alarms, beside RandomCutForest and plain",
            "baselines; about a quarter of an hour on two cores."
        },
        sortOptions = false)
final class QualityCommand implements Callable<Integer> {
    private static final Set<String> SETS = Set.of("skab", "tep", "asd");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and exit.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder with skab, tep and asd (${DEFAULT-VALUE}).",
            defaultValue = "../shared/data")
    private Path data;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            split = ",",
            description = "Seeds of what is random; --ablation takes the first (42,1,2).")
    private List<Long> seeds = List.of(42L, 1L, 2L);

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "Kinds to train, as in train --kind (auto,lstm-predictor,lstm-autoencoder,z-score,pca).")
    private List<String> kinds = List.of("auto", "lstm-predictor", "lstm-autoencoder", "z-score", "pca");

    @Option(names = "--quick", description = "SKAB with the first seed only.")
    private boolean quick;

    @Option(names = "--simulator-only", description = "Only what needs no public data: budgets on the simulator.")
    private boolean simulatorOnly;

    @Option(names = "--ablation", description = "Instead: each part of what stands between error and alarm, left out.")
    private boolean ablation;

    @Option(names = "--threads", paramLabel = "N", description = "Files that are worked on at the same time (2).")
    private int threads = 2;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description =
                    "Where the tables go as well (benchmarks/results/quality.md; with --ablation docs/ABLATION.md).")
    private Path results;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            return measure();
        } catch (UserError e) {
            spec.commandLine().getErr().println("bellwether: " + e.getMessage());
            return e.exitCode();
        }
    }

    private int measure() throws IOException {
        DataSets sets = new DataSets(data);
        check(sets);
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = new Machine(Clock.systemUTC());
        long begin = System.nanoTime();
        try (Workers workers = new Workers(threads)) {
            List<Long> used = quick || ablation ? seeds.subList(0, 1) : seeds;
            Acceptance acceptance = acceptance(new Bench(workers, out, used), sets);
            Report figures = new Report(ablation ? "Ablation" : "Detection quality");
            figures.paragraph(introduction());
            Report report = ablation ? ablation(figures, acceptance) : quality(figures, acceptance);
            report.heading("Where and how long");
            report.block(machine.lines());
            report.paragraph(String.format(
                    Locale.ROOT,
                    "Seeds %s; %d threads; %.0f minutes in all, training and judging.",
                    used.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    threads,
                    (System.nanoTime() - begin) / 60e9));
            report.publish(out, file());
        }
        return 0;
    }

    private Acceptance acceptance(Bench bench, DataSets sets) {
        try {
            return new Acceptance(bench, sets, kinds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ", --kinds: mend the value", e);
        }
    }

    private void check(DataSets sets) {
        if (threads < 1 || seeds.isEmpty() || kinds.isEmpty()) {
            throw mistake("--threads must be at least 1, and --seeds and --kinds must name one");
        }
        if (simulatorOnly && (ablation || quick)) {
            throw mistake("--simulator-only goes neither with --ablation nor with --quick, which need public data");
        }
        Optional<Path> missing = simulatorOnly ? Optional.empty() : sets.missing(quick ? Set.of("skab") : SETS);
        if (missing.isPresent()) {
            throw mistake("there is no folder of public data " + missing.get()
                    + "; name the one that holds it with --data, or measure without it with --simulator-only");
        }
    }

    private ParameterException mistake(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private Path file() {
        if (results != null) {
            return results;
        }
        return ablation ? Path.of("docs", "ABLATION.md") : Path.of("benchmarks", "results", "quality.md");
    }

    private String introduction() {
        String options = (ablation ? " --ablation" : "")
                + (quick ? " --quick" : "")
                + (simulatorOnly ? " --simulator-only" : "");
        return "`./bellwether bench quality" + options + "`"
                + (ablation
                        ? ": what each part between a network's error and an alarm is worth. The same networks are"
                                + " calibrated and run without one part at a time: in a training's config file `without:"
                                + " [following]`, or the keys of `alerting` that are named. Figures are those of [the"
                                + " benchmark](../benchmarks/results/quality.md), in percent, as parts or as areas; one"
                                + " seed, so differences of a hundredth are noise. The defaults were chosen with"
                                + " these sets in view."
                        : ": at the defaults of `train`, judged by the production pipeline. Constants of the decision layer"
                                + " were chosen with these sets in view (docs/DECISIONS.md); networks see only the training"
                                + " rows.");
    }

    private Report quality(Report report, Acceptance acceptance) throws IOException {
        if (!simulatorOnly) {
            Acceptance.describePeers(report);
            acceptance.skab(report);
        }
        if (!simulatorOnly && !quick) {
            acceptance.tepAndAsd(report);
        }
        if (!quick) {
            acceptance.budgets(report, simulatorOnly);
            acceptance.attribution(report);
        }
        return report;
    }

    private static Report ablation(Report report, Acceptance acceptance) {
        acceptance.ablation(report);
        return report;
    }
}
