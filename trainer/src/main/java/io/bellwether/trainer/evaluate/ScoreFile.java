package io.bellwether.trainer.evaluate;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.messages.EventTime;
import io.bellwether.messages.ScoreMessage;
import io.bellwether.scoring.Evidence;
import io.bellwether.scoring.Score;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.files.Folders;
import io.bellwether.trainer.threads.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the scores of a file: one row per frame, with the same numbers as the detector's scores topic. While the network
 * warms up the score and the sensors are empty; {@code alarm} is 1 while an incident is open.
 */
public final class ScoreFile {
    private final ModelArtifact model;
    private final Workers workers;
    private final Consumer<String> warnings;

    /** @param workers shared by the assets */
    public ScoreFile(ModelArtifact model, Workers workers, Consumer<String> warnings) {
        this.model = model;
        this.workers = workers;
        this.warnings = warnings;
    }

    /**
     * What was written.
     *
     * @param frames rows
     * @param scored those that are not warming up
     * @param alarms those with an alarm
     */
    public record Written(long frames, long scored, long alarms) {}

    /** Scores {@code table} into {@code file}. */
    public Written write(CsvTable table, Path file) {
        try {
            Folders.makeFor(file);
            try (CsvWriter csv = CsvWriter.builder().build(file)) {
                csv.writeRecord(header());
                Rows rows = new Rows(csv, model.manifest().features().sensors());
                new Replay(model, workers, warnings).run(table, rows);
                return new Written(rows.frames, rows.scored, rows.alarms);
            }
        } catch (IOException e) {
            throw new UsageError("the scores cannot be written, " + file + ": check the path and its permissions", e);
        }
    }

    private static List<String> header() {
        List<String> names = new ArrayList<>(List.of("timestamp", "asset", "score", "threshold", "alarm"));
        for (int n = 1; n <= ScoreMessage.SENSORS; n++) {
            names.addAll(List.of("sensor" + n, "contribution" + n, "observed" + n, "expected" + n));
        }
        return names;
    }

    private static final class Rows implements FrameOutput {
        private final CsvWriter csv;
        private final List<Sensor> sensors;
        private long frames;
        private long scored;
        private long alarms;

        Rows(CsvWriter csv, List<Sensor> sensors) {
            this.csv = csv;
            this.sensors = sensors;
        }

        @Override
        public void frame(String asset, Score score, boolean alarm) {
            frames++;
            scored += score.warmingUp() ? 0 : 1;
            alarms += alarm ? 1 : 0;
            List<String> row = new ArrayList<>();
            row.add(EventTime.format(score.time()));
            row.add(asset);
            row.add(score.warmingUp() ? "" : text(score.toldValue()));
            row.add(text(score.threshold()));
            row.add(alarm ? "1" : "0");
            List<Evidence> top = score.warmingUp() ? List.of() : score.top(ScoreMessage.SENSORS, sensors);
            for (int n = 0; n < ScoreMessage.SENSORS; n++) {
                if (n < top.size()) {
                    Evidence evidence = top.get(n);
                    row.add(evidence.sensor());
                    row.add(text(evidence.contribution()));
                    row.add(text(evidence.observed()));
                    row.add(text(evidence.expected()));
                } else {
                    row.addAll(List.of("", "", "", ""));
                }
            }
            csv.writeRecord(row);
        }

        private static String text(double value) {
            return Double.isNaN(value) ? "" : Double.toString(value);
        }
    }
}
