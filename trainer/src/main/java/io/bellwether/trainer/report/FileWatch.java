package io.bellwether.trainer.report;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.scoring.Score;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.evaluate.FrameOutput;
import io.bellwether.trainer.evaluate.Predictions;
import io.bellwether.trainer.evaluate.RowRun;
import io.bellwether.trainer.threshold.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Watches a model judge one file. */
public final class FileWatch implements FrameOutput {
    private final AssetSections sections;
    private final String file;
    private final ModelArtifact model;
    private final IntPredicate wanted;
    private final Map<String, Threshold> thresholds;
    private final Map<String, AssetLog> logs = new LinkedHashMap<>();

    /**
     * A watch over some assets of a file.
     *
     * @param wanted the rows that count
     * @param points at most, for each line of a plot
     */
    FileWatch(
            AssetSections sections,
            String file,
            ModelArtifact model,
            IntPredicate wanted,
            Map<String, Threshold> thresholds,
            List<AssetSpan> spans,
            int points) {
        this.sections = sections;
        this.file = file;
        this.model = model;
        this.wanted = wanted;
        this.thresholds = thresholds;
        long period = model.manifest().features().periodMillis();
        for (AssetSpan span : spans) {
            logs.put(
                    span.asset(),
                    new AssetLog(
                            model.manifest().features().sensors(),
                            period,
                            Math.floorDiv(span.from(), period) * period,
                            Math.floorDiv(span.to(), period) * period,
                            span.events(),
                            points));
        }
    }

    /**
     * What is judged of an asset.
     *
     * @param from time of its first judged row, milliseconds since the epoch
     * @param to time of its last judged row
     */
    record AssetSpan(String asset, long from, long to, List<RowRun> events) {
        /** The first assets of a table that have wanted rows, in order of appearance. */
        static List<AssetSpan> of(CsvTable table, IntPredicate wanted, int most) {
            Map<String, AssetSpan> spans = new LinkedHashMap<>();
            for (int row = 0; row < table.rows(); row++) {
                String asset = table.asset(row);
                if (wanted.test(row) && (spans.size() < most || spans.containsKey(asset))) {
                    long time = table.time(row);
                    AssetSpan before = spans.get(asset);
                    spans.put(asset, new AssetSpan(asset, before == null ? time : before.from, time, List.of()));
                }
            }
            List<RowRun> events = RowRun.events(table, wanted);
            return spans.values().stream()
                    .map(span -> new AssetSpan(
                            span.asset,
                            span.from,
                            span.to,
                            events.stream()
                                    .filter(event -> event.asset().equals(span.asset))
                                    .toList()))
                    .toList();
        }
    }

    @Override
    public void frame(String asset, Score score, boolean alarm) {
        AssetLog log = logs.get(asset);
        if (log != null) {
            log.frame(score, alarm);
        }
    }

    /** Hands the sections over, once the model has judged the file. */
    public void done(Predictions predictions) {
        List<AssetSection> assets = new ArrayList<>();
        Map<String, List<RowRun>> falseAlarms =
                predictions.falseAlarms(wanted).stream().collect(Collectors.groupingBy(RowRun::asset));
        logs.forEach((asset, log) -> {
            log.close();
            assets.add(new AssetSection(
                    file,
                    asset,
                    model.ref(),
                    model.manifest().kinds(),
                    log,
                    log.events().stream().map(predictions::firstAlarm).toList(),
                    falseAlarms.getOrDefault(asset, List.of()),
                    TailPlot.of(threshold(asset))));
        });
        sections.put(file, assets);
    }

    /** A file without an asset column may be about the only asset that the model knows, under another name. */
    private @Nullable Threshold threshold(String asset) {
        Threshold own = thresholds.get(asset);
        return own == null && thresholds.size() == 1
                ? thresholds.values().iterator().next()
                : own;
    }
}
