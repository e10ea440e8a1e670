package io.bellwether.trainer.evaluate;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.files.Folders;
import io.bellwether.trainer.threads.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What the production pipeline says of the rows of a file. The prediction is 1 while production would have an incident
 * open. A row whose frame has no score, because the network warms up or the frame's slot had closed, has none.
 */
public final class Predictions {
    /** @param score NaN while the network warms up */
    private record Verdict(double score, boolean alarm) {}

    private final CsvTable table;
    private final double period; // seconds
    private final boolean[] alarms; // (rows)
    private final double[] scores; // (rows) NaN = none

    private Predictions(CsvTable table, long periodMillis) {
        this.table = table;
        period = periodMillis / 1e3;
        alarms = new boolean[table.rows()];
        scores = new double[table.rows()];
        Arrays.fill(scores, Double.NaN);
    }

    /**
     * Runs the pipeline over the whole table.
     *
     * @param workers shared by the assets
     * @param watcher sees every frame, too
     */
    public static Predictions of(
            CsvTable table, ModelArtifact model, Workers workers, FrameOutput watcher, Consumer<String> warnings) {
        Map<String, Map<Long, Verdict>> verdicts = new HashMap<>();
        new Replay(model, workers, warnings).run(table, (asset, score, alarm) -> {
            verdicts.computeIfAbsent(asset, name -> new HashMap<>())
                    .put(score.time(), new Verdict(score.warmingUp() ? Double.NaN : score.value(), alarm));
            watcher.frame(asset, score, alarm);
        });
        long period = model.manifest().features().periodMillis();
        Predictions predictions = new Predictions(table, period);
        for (int row = 0; row < table.rows(); row++) {
            long slot = Math.floorDiv(table.time(row), period) * period;
            Verdict verdict = verdicts.getOrDefault(table.asset(row), Map.of()).get(slot);
            if (verdict != null) {
                predictions.alarms[row] = verdict.alarm();
                predictions.scores[row] = verdict.score();
            }
        }
        return predictions;
    }

    /** The wanted rows of a table with labels, one asset after the other. */
    public LabelledSeries labelled(IntPredicate wanted) {
        Map<String, List<Integer>> recordings = new LinkedHashMap<>();
        int count = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (wanted.test(row)) {
                recordings
                        .computeIfAbsent(table.asset(row), name -> new ArrayList<>())
                        .add(row);
                count++;
            }
        }
        LabelledSeries.Builder series = new LabelledSeries.Builder(count, true, true);
        for (List<Integer> recording : recordings.values()) {
            for (int row : recording) {
                series.add(table.isAnomalous(row), alarms[row], scores[row], table.time(row) / 1e3);
            }
            series.endRecording(period);
        }
        return series.build();
    }

    /** When the first alarm in an event was there, milliseconds since the epoch; empty when it was missed. */
    public OptionalLong firstAlarm(RowRun event) {
        return rows(event).filter(row -> alarms[row]).mapToLong(table::time).findFirst();
    }

    /** The runs of alarms among the wanted rows that touch no event, in order of time within each asset. */
    public List<RowRun> falseAlarms(IntPredicate wanted) {
        return RowRun.of(table, wanted, row -> alarms[row]).stream()
                .filter(alarm -> rows(alarm).noneMatch(table::isAnomalous))
                .toList();
    }

    private IntStream rows(RowRun run) {
        return IntStream.rangeClosed(run.firstRow(), run.lastRow())
                .filter(row -> table.asset(row).equals(run.asset()));
    }

    /**
     * Writes {@code datetime,prediction,score} for the wanted rows, in the file's order and with its own times;
     * {@code label} and {@code asset} follow where the file has them.
     */
    public void write(IntPredicate wanted, Path file) {
        try {
            Folders.makeFor(file);
            try (CsvWriter csv = CsvWriter.builder().build(file)) {
                csv.writeRecord(header());
                for (int row = 0; row < table.rows(); row++) {
                    if (wanted.test(row)) {
                        csv.writeRecord(fields(row));
                    }
                }
            }
        } catch (IOException e) {
            throw new UsageError(
                    "the predictions cannot be written, " + file + ": check the path and its permissions", e);
        }
    }

    private List<String> header() {
        List<String> names = new ArrayList<>(List.of("datetime", "prediction", "score"));
        if (table.isLabelled()) {
            names.add("label");
        }
        if (table.isByAsset()) {
            names.add("asset");
        }
        return names;
    }

    private List<String> fields(int row) {
        List<String> fields = new ArrayList<>();
        fields.add(table.timeText(row));
        fields.add(alarms[row] ? "1" : "0");
        fields.add(Double.isNaN(scores[row]) ? "" : Double.toString(scores[row]));
        if (table.isLabelled()) {
            fields.add(table.isAnomalous(row) ? "1" : "0");
        }
        if (table.isByAsset()) {
            fields.add(table.asset(row));
        }
        return fields;
    }
}
