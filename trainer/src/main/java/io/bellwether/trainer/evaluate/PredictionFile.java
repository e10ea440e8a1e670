package io.bellwether.trainer.evaluate;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.scoring.Score;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.threads.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Writes {@code datetime,prediction,score} for the rows of a file, in its order and with its own times; {@code asset}
 * comes last where the file has it. The prediction is 1 while production would have an incident open. A row whose frame
 * has no score, because the network warms up or the frame's slot had closed, has an empty one.
 */
public final class PredictionFile {
    private record Verdict(Score score, boolean alarm) {}

    private final ModelArtifact model;
    private final Workers workers;
    private final Consumer<String> warnings;

    /** @param workers shared by the assets */
    public PredictionFile(ModelArtifact model, Workers workers, Consumer<String> warnings) {
        this.model = model;
        this.workers = workers;
        this.warnings = warnings;
    }

    /**
     * Runs the pipeline over the whole table and writes the wanted rows.
     *
     * @return how good the alarms in these rows are; meaningful when the table has labels
     */
    public Detection write(CsvTable table, IntPredicate wanted, Path file) {
        Map<String, Map<Long, Verdict>> verdicts = new HashMap<>();
        new Replay(model, workers, warnings)
                .run(
                        table,
                        (asset, score, alarm) -> verdicts.computeIfAbsent(asset, name -> new HashMap<>())
                                .put(score.time(), new Verdict(score, alarm)));
        long period = model.manifest().features().periodMillis();
        Detection detection = Detection.none();
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            boolean[] alarms = new boolean[table.rows()];
            try (CsvWriter csv = CsvWriter.builder().build(file)) {
                csv.writeRecord(
                        table.isByAsset()
                                ? List.of("datetime", "prediction", "score", "asset")
                                : List.of("datetime", "prediction", "score"));
                for (int row = 0; row < table.rows(); row++) {
                    if (wanted.test(row)) {
                        long slot = Math.floorDiv(table.time(row), period) * period;
                        Verdict verdict = verdicts.getOrDefault(table.asset(row), Map.of())
                                .get(slot);
                        alarms[row] = verdict != null && verdict.alarm();
                        String score = verdict == null || verdict.score().warmingUp()
                                ? ""
                                : Double.toString(verdict.score().value());
                        List<String> fields =
                                new ArrayList<>(List.of(table.timeText(row), alarms[row] ? "1" : "0", score));
                        if (table.isByAsset()) {
                            fields.add(table.asset(row));
                        }
                        csv.writeRecord(fields);
                    }
                }
            }
            for (String asset : table.distinctAssets()) {
                detection = detection.plus(detection(table, wanted, alarms, asset));
            }
            return detection;
        } catch (IOException e) {
            throw new UsageError(
                    "the predictions cannot be written, " + file + ": check the path and its permissions", e);
        }
    }

    private static Detection detection(CsvTable table, IntPredicate wanted, boolean[] alarms, String asset) {
        int[] rows = IntStream.range(0, table.rows())
                .filter(row -> wanted.test(row) && table.asset(row).equals(asset))
                .toArray();
        boolean[] label = new boolean[rows.length];
        boolean[] alarm = new boolean[rows.length];
        double[] seconds = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            label[i] = table.isAnomalous(rows[i]);
            alarm[i] = alarms[rows[i]];
            seconds[i] = table.time(rows[i]) / 1e3;
        }
        return Detection.of(label, alarm, seconds);
    }
}
