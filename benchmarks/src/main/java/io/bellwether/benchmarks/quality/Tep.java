package io.bellwether.benchmarks.quality;

import io.bellwether.benchmarks.Report;
import io.bellwether.trainer.evaluate.LabelledSeries;
import io.bellwether.trainer.evaluate.Measure;
import io.bellwether.trainer.evaluate.Quality;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Faults of a chemical plant, one a file, and a normal run. */
final class Tep {
    static final List<String> TITLES = List.of("alarms on normal %", "detected", "detected at <= 1 %", "AUC-ROC");

    private static final double ALLOWED = 0.01;
    private static final int WINDOW = 0; // no volumes are wanted

    private final Bench bench;
    private final Trial trial;

    Tep(Bench bench, Trial trial) {
        this.bench = bench;
        this.trial = trial;
    }

    void write(Report report, List<Detector> detectors) {
        report.heading("TEP: the Tennessee Eastman process");
        report.paragraph(
                (trial.tests().size() - 1) + " faults, 52 channels, 3 min; `normal.csv` trains, `normal_test.csv`"
                        + " and the faults (from row 161 on) are judged. *Alarms on normal* and *detected* (mean over the faults of"
                        + " the part of faulty rows with an alarm) are at the defaults. *Detected at <= 1 %* is of rows whose score"
                        + " exceeds the lowest level that at most 1 % of `normal_test.csv` exceeds: that level is chosen on"
                        + " `normal_test.csv`, so it ranks detectors and promises nothing. AUC-ROC: mean over the faults.");
        bench.compare(report, TITLES, detectors, detector -> cells(detector, ""));
    }

    List<String> cells(Detector detector, String what) {
        List<List<LabelledSeries>> bySeed = bench.all("TEP", List.of(trial), detector, what);
        return List.of(
                new Figure(bySeed.stream()
                                .map(tests -> tests.get(0).detection().falseAlarmRate())
                                .toList())
                        .percent(),
                new Figure(bySeed.stream()
                                .map(tests -> mean(faults(tests).stream()
                                        .map(fault -> fault.detection().recall())
                                        .toList()))
                                .toList())
                        .text(3),
                new Figure(bySeed.stream().map(Tep::detectedAtOnePercent).toList()).text(3),
                new Figure(bySeed.stream()
                                .map(tests -> mean(faults(tests).stream()
                                        .map(fault -> Measure.AUC_ROC.of(Quality.of(fault, WINDOW)))
                                        .toList()))
                                .toList())
                        .text(3));
    }

    private static List<LabelledSeries> faults(List<LabelledSeries> tests) {
        return tests.subList(1, tests.size());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static double detectedAtOnePercent(List<LabelledSeries> tests) {
        double level = levelFor(tests.get(0), ALLOWED);
        return mean(faults(tests).stream().map(fault -> above(fault, level)).toList());
    }

    /** The lowest level that no more than this part of the rows exceeds. */
    static double levelFor(LabelledSeries normal, double allowed) {
        List<Double> falling = IntStream.range(0, normal.rows())
                .mapToObj(normal::score)
                .sorted(Comparator.reverseOrder())
                .toList();
        return falling.get((int) (allowed * falling.size()));
    }

    private static double above(LabelledSeries fault, double level) {
        long above = IntStream.range(0, fault.rows())
                .filter(row -> fault.isLabelled(row) && fault.score(row) > level)
                .count();
        return (double) above / fault.labelled();
    }
}
