package io.bellwether.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.messages.MessageJson;
import io.bellwether.messages.ScoreMessage;
import io.bellwether.scoring.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code bellwether score} makes of a recording, to be held against the scores topic. */
final class ScoreCsv {
    private static final int SENSORS_FROM = 5;
    private static final int PER_SENSOR = 4;

    private final String asset;
    private final List<String> rows;

    private ScoreCsv(String asset, List<String> rows) {
        this.asset = asset;
        this.rows = rows;
    }

    /** Scores the labelled recording of an asset. */
    static ScoreCsv run(Path model, String asset, Path dir) throws IOException {
        Path out = dir.resolve("scores-" + asset + ".csv");
        QuickModels.run(
                "score",
                "--model",
                model.toString(),
                "--data",
                QuickModels.sampleData().resolve("test").resolve(asset + ".csv").toString(),
                "--ignore",
                "anomaly,fault",
                "--out",
                out.toString());
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0)).startsWith("timestamp,asset,score,threshold,alarm,sensor1,contribution1,observed1");
        return new ScoreCsv(asset, lines.subList(1, lines.size()));
    }

    /** One record for every row, and every number the same double. Other assets' records do not matter. */
    void assertEquals(List<Seen> topic) throws IOException {
        List<String> live = new ArrayList<>();
        for (Seen record : topic) {
            if (record.key().equals(asset)) {
                live.add(row(MessageJson.read(record.valueBytes(), ScoreMessage.class)));
            }
        }
        List<String> offline = rows.stream().map(ScoreCsv::canonical).toList();
        for (int i = 0; i < Math.min(live.size(), offline.size()); i++) {
            assertThat(live.get(i)).as("score %d of %s", i, asset).isEqualTo(offline.get(i));
        }
        assertThat(live).hasSameSizeAs(offline);
    }

    /** The score file's columns, its numbers by their bits. */
    private static String row(ScoreMessage score) {
        List<String> cells = new ArrayList<>(List.of(
                score.ts(),
                score.asset(),
                score.warmingUp() ? "" : bits(score.score()),
                bits(score.threshold()),
                score.alarm() ? "1" : "0"));
        for (Evidence sensor : score.sensors()) {
            cells.add(sensor.sensor());
            cells.add(bits(sensor.contribution()));
            cells.add(bits(sensor.observed()));
            cells.add(bits(sensor.expected()));
        }
        while (cells.size() < SENSORS_FROM + ScoreMessage.SENSORS * PER_SENSOR) {
            cells.add("");
        }
        return String.join(",", cells);
    }

    private static String canonical(String row) {
        String[] cells = row.split(",", -1);
        for (int c = 2; c < cells.length; c++) {
            boolean alarm = c == SENSORS_FROM - 1;
            boolean sensorName = c >= SENSORS_FROM && (c - SENSORS_FROM) % PER_SENSOR == 0;
            if (!alarm && !sensorName && !cells[c].isEmpty()) {
                cells[c] = bits(Double.parseDouble(cells[c]));
            }
        }
        return String.join(",", cells);
    }

    private static String bits(double value) {
        return Double.isNaN(value) ? "" : Long.toHexString(Double.doubleToLongBits(value));
    }
}
