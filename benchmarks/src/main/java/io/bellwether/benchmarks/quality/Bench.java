package io.bellwether.benchmarks.quality;

import io.bellwether.benchmarks.Report;
import io.bellwether.benchmarks.Table;
import io.bellwether.trainer.evaluate.LabelledSeries;
import io.bellwether.trainer.threads.Workers;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Lets detectors judge trials, some at a time, and says how far it has come. */
public final class Bench {
    private final Workers workers;
    private final PrintWriter out;
    private final List<Long> seeds;

    /** @param seeds of those that are random; at least one */
    public Bench(Workers workers, PrintWriter out, List<Long> seeds) {
        this.workers = workers;
        this.out = out;
        this.seeds = List.copyOf(seeds);
    }

    List<Long> seeds(Detector detector) {
        return detector.isRandom() ? seeds : seeds.subList(0, 1);
    }

    /** A row that is done. */
    void say(List<String> row) {
        out.println("  " + String.join("  ", row));
        out.flush();
    }

    /**
     * A table of detectors side by side.
     *
     * @param titles of the cells
     * @param cells of one detector
     */
    void compare(Report report, List<String> titles, List<Detector> detectors, Function<Detector, List<String>> cells) {
        List<String> header = new ArrayList<>(List.of("detector"));
        header.addAll(titles);
        Table table = new Table(header);
        for (Detector detector : detectors) {
            List<String> row = new ArrayList<>(List.of(detector.name()));
            row.addAll(cells.apply(detector));
            table.row(row);
            say(row);
        }
        report.block(table.lines());
    }

    /** (trials, tests) */
    List<List<LabelledSeries>> judge(String set, List<Trial> trials, Detector detector, String what, long seed) {
        long begin = System.nanoTime();
        List<List<LabelledSeries>> judged = workers.all(trials.stream()
                .<Callable<List<LabelledSeries>>>map(trial -> () -> detector.judge(trial, seed))
                .toList());
        out.printf(
                Locale.ROOT,
                "%s, %s%s, seed %d: %.0f s%n",
                set,
                detector.name(),
                what.isEmpty() ? "" : ", " + what,
                seed,
                (System.nanoTime() - begin) / 1e9);
        out.flush();
        return judged;
    }

    /** (seeds, tests) of all trials one after the other. */
    List<List<LabelledSeries>> all(String set, List<Trial> trials, Detector detector, String what) {
        List<List<LabelledSeries>> bySeed = new ArrayList<>();
        for (long seed : seeds(detector)) {
            bySeed.add(judge(set, trials, detector, what, seed).stream()
                    .flatMap(List::stream)
                    .toList());
        }
        return bySeed;
    }
}
