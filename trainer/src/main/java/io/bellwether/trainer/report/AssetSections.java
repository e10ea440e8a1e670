package io.bellwether.trainer.report;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.messages.EventTime;
import io.bellwether.scoring.ModelRef;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.threshold.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Collects what a report shows of every asset, from files that are judged in any order and side by side. Together the
 * plots hold a bounded number of values. Thread-safe.
 */
public final class AssetSections {
    /** Values of sensors, of all assets together: some 10 MB of HTML. */
    private static final int MOST_VALUES = 500_000;
    /** Every asset may have so many points, though; fewer make no plot. */
    private static final int FEWEST_POINTS = 200;
    /** More assets than these have no plots. */
    private static final int MOST_ASSETS = 200;

    private final Map<String, Integer> plotted = new LinkedHashMap<>(); // assets by file
    private final Map<String, List<AssetSection>> sections = new ConcurrentHashMap<>();
    private final int assets;
    private int left = MOST_ASSETS; // assets that may have plots

    /** @param assetsByFile how many each file has; the files in the order in which the report is to tell of them */
    public AssetSections(Map<String, Integer> assetsByFile) {
        assetsByFile.forEach((file, count) -> {
            int some = Math.min(left, count);
            plotted.put(file, some);
            left -= some;
        });
        assets = assetsByFile.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Watches a model judge one of the files.
     *
     * @param wanted the rows that count
     * @param thresholds what training knows of them, by the model's name of the asset; empty when nobody has trained
     */
    public FileWatch watch(
            String file, CsvTable table, ModelArtifact model, IntPredicate wanted, Map<String, Threshold> thresholds) {
        int here = plotted.getOrDefault(file, 0);
        int sensors = model.manifest().features().size();
        int share = MOST_VALUES / Math.max(1, Math.min(assets, MOST_ASSETS)) / sensors;
        return new FileWatch(
                this,
                file,
                model,
                wanted,
                thresholds,
                FileWatch.AssetSpan.of(table, wanted, here),
                Math.max(FEWEST_POINTS, share));
    }

    void put(String file, List<AssetSection> ofFile) {
        sections.put(file, ofFile);
    }

    /** All sections, in the order of the files. */
    List<AssetSection> inOrder() {
        List<AssetSection> all = new ArrayList<>();
        plotted.keySet().forEach(file -> all.addAll(sections.getOrDefault(file, List.of())));
        return all;
    }

    /** Which models judged, and what time. */
    public List<Report.Fact> facts() {
        List<AssetSection> all = inOrder();
        List<Report.Fact> facts = new ArrayList<>();
        if (all.isEmpty()) {
            return facts;
        }
        long from =
                all.stream().mapToLong(section -> section.log().from()).min().orElseThrow();
        long to = all.stream().mapToLong(section -> section.log().to()).max().orElseThrow();
        facts.add(new Report.Fact("time", EventTime.format(from) + " to " + EventTime.format(to)));
        facts.add(new Report.Fact(
                "kind", all.stream().map(AssetSection::kind).distinct().collect(Collectors.joining(", "))));
        List<ModelRef> models = all.stream().map(AssetSection::model).distinct().toList();
        ModelRef first = models.get(0);
        facts.add(new Report.Fact(
                "model",
                models.size() == 1
                        ? first.name() + " " + first.version() + ", sha256 " + first.sha256()
                        : models.size() + " models, each trained on its own file; which one stands with each asset"));
        return facts;
    }

    /** How many assets have no plots, because there are too many. */
    int leftOut() {
        return assets - plotted.values().stream().mapToInt(Integer::intValue).sum();
    }
}
