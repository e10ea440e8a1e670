package io.bellwether.benchmarks.quality;

import io.bellwether.benchmarks.Report;
import io.bellwether.trainer.evaluate.Detection;
import io.bellwether.trainer.evaluate.LabelledSeries;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Valve faults of a water pump: alarms, row by row, over all files together. */
final class Skab {
    static final List<String> TITLES = List.of("F1", "FAR %", "MAR %");

    private final Bench bench;
    private final List<Trial> trials;

    Skab(Bench bench, List<Trial> trials) {
        this.bench = bench;
        this.trials = trials;
    }

    void write(Report report, List<Detector> detectors) {
        report.heading("SKAB valve1: a water pump");
        report.paragraph(
                trials.size() + " files, 8 sensors, 1 s. Rows 1-400 of a file train, the rest is judged; rows of"
                        + " all files pooled (the leaderboard's protocol). Mean over the seeds [least, most].");
        bench.compare(report, TITLES, detectors, detector -> cells(detector, ""));
    }

    List<String> cells(Detector detector, String what) {
        List<Detection> bySeed = bench.all("SKAB", trials, detector, what).stream()
                .map(tests -> LabelledSeries.join(tests).detection())
                .toList();
        return List.of(
                figure(bySeed, Detection::f1).text(3),
                figure(bySeed, Detection::falseAlarmRate).percent(),
                figure(bySeed, Detection::missedRate).percent());
    }

    private static Figure figure(List<Detection> bySeed, ToDoubleFunction<Detection> of) {
        return new Figure(bySeed.stream().map(of::applyAsDouble).toList());
    }
}
