package io.bellwether.benchmarks.quality;

import io.bellwether.benchmarks.Report;
import io.bellwether.trainer.evaluate.LabelledSeries;
import io.bellwether.trainer.evaluate.Measure;
import io.bellwether.trainer.evaluate.Quality;
import java.util.List;

/** Servers: how well scores rank, whatever the threshold. */
final class Asd {
    static final List<String> TITLES = List.of("VUS-PR", "AUC-PR");

    private static final int WINDOW = 100; // of evaluate and backtest

    private final Bench bench;
    private final List<Trial> trials;

    Asd(Bench bench, List<Trial> trials) {
        this.bench = bench;
        this.trials = trials;
    }

    void write(Report report, List<Detector> detectors) {
        report.heading("ASD: application servers");
        report.paragraph(trials.size() + " entities, 19 channels, 5 min; 30 days train, 15 are judged. Means over the"
                + " entities, which are too few for an interval; mean over the seeds [least, most].");
        bench.compare(report, TITLES, detectors, detector -> cells(detector, ""));
    }

    List<String> cells(Detector detector, String what) {
        List<List<Quality>> bySeed = bench.all("ASD", trials, detector, what).stream()
                .map(tests -> tests.stream().map(Asd::quality).toList())
                .toList();
        return List.of(figure(bySeed, Measure.VUS_PR), figure(bySeed, Measure.AUC_PR));
    }

    private static Quality quality(LabelledSeries entity) {
        return Quality.of(entity, WINDOW);
    }

    private static String figure(List<List<Quality>> bySeed, Measure measure) {
        return new Figure(bySeed.stream()
                        .map(entities -> entities.stream()
                                .mapToDouble(measure::of)
                                .average()
                                .orElse(Double.NaN))
                        .toList())
                .text(3);
    }
}
