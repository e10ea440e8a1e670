package io.bellwether.benchmarks.quality;

import io.bellwether.benchmarks.Report;
import io.bellwether.trainer.KnownNetworks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is held to figures: how well Bellwether's kinds detect, beside their peers, and whether budgets are kept. */
public final class Acceptance {
    private final Bench bench;
    private final DataSets data;
    private final List<Bellwether> kinds;

    /**
     * A run.
     *
     * @param kinds as in {@code --kind}
     * @throws IllegalArgumentException when there is no such kind
     */
    public Acceptance(Bench bench, DataSets data, List<String> kinds) {
        this.bench = bench;
        this.data = data;
        KnownNetworks known = new KnownNetworks();
        this.kinds = kinds.stream().map(kind -> Bellwether.of(kind, known)).toList();
    }

    /** The water pump alone. */
    public void skab(Report report) {
        new Skab(bench, data.skab()).write(report, detectors());
        tellTaken(report);
    }

    /** The chemical plant and the servers. */
    public void tepAndAsd(Report report) {
        new Tep(bench, data.tep()).write(report, detectors());
        new Asd(bench, data.asd()).write(report, detectors());
    }

    private List<Detector> detectors() {
        List<Detector> detectors = new ArrayList<>(kinds);
        detectors.addAll(Peer.all());
        return detectors;
    }

    private void tellTaken(Report report) {
        kinds.stream()
                .filter(kind -> kind.kind().equals("auto"))
                .forEach(auto -> report.paragraph("What `auto` took: " + auto.taken() + "."));
    }

    /**
     * The simulator's quiet days, and the public sets' normal runs.
     *
     * @param simulatorOnly leaves the public sets out
     */
    public void budgets(Report report, boolean simulatorOnly) throws IOException {
        Map<String, List<Trial>> sets = new LinkedHashMap<>();
        if (!simulatorOnly) {
            sets.put("TEP normal_test", List.of(data.tepQuiet()));
            sets.put("SKAB anomaly-free, 2nd half", List.of(data.skabQuiet()));
        }
        sets.put("simulator, both pumps", DataSets.simulatorQuiet());
        new Budgets(bench, sets).write(report, kinds);
    }

    /** The simulator's faults. */
    public void attribution(Report report) throws IOException {
        new Attribution(bench)
                .write(report, kinds.stream().map(Bellwether::kind).toList());
    }

    /** Every part of the layer off, one at a time. */
    public void ablation(Report report) {
        new Ablation(bench)
                .write(report, new Skab(bench, data.skab()), new Tep(bench, data.tep()), new Asd(bench, data.asd()));
    }

    /** What stands beside the kinds, for people. */
    public static void describePeers(Report report) {
        report.paragraph(
                "Peers see every sensor scaled by its mean and standard deviation in training. RandomCutForest is"
                        + " AWS's, 4.4.0, at its defaults: *frozen* learns from the training data only, each row scored before it"
                        + " is learned; an alarm is a score above the 0.99 quantile of those. *Our smoothing* puts an EWMA of 0.05,"
                        + " 1.25 times the 0.99 quantile above the mean, and our debounce and release behind it. *Learning on* is"
                        + " ThresholdedRandomCutForest with its own alarms (grade above 0), which goes on learning from what it"
                        + " judges. *Plain* baselines have nothing of ours behind them: a raw figure per row, and the 0.99 quantile"
                        + " of the training rows.");
    }
}
