package io.bellwether.trainer.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.trainer.errors.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The {@code summary.json} of a backtest: every file, and all of them pooled. */
public final class Summary {
    private final String kind;
    private final Map<String, Outcome> files = new LinkedHashMap<>();

    /**
     * What became of one file.
     *
     * @param rows that were predicted
     * @param trainingSeconds 0 when it was not trained for
     * @param threshold of the first asset
     * @param detection empty when the file has no labels
     */
    public record Outcome(long rows, double trainingSeconds, double threshold, Optional<Detection> detection) {}

    /** @param kind of the network */
    public Summary(String kind) {
        this.kind = kind;
    }

    /** Adds one file. */
    public void add(String path, Outcome outcome) {
        files.put(path, outcome);
    }

    /** All labelled files together; empty when none is. */
    public Optional<Detection> pooled() {
        return files.values().stream()
                .flatMap(outcome -> outcome.detection().stream())
                .reduce(Detection::plus);
    }

    /** The time spent on training, summed over the files. */
    public double trainingSeconds() {
        return files.values().stream().mapToDouble(Outcome::trainingSeconds).sum();
    }

    /** Writes it as JSON. */
    public void write(Path file) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode().put("kind", kind);
        long rows = files.values().stream().mapToLong(Outcome::rows).sum();
        ObjectNode pooled = root.putObject("pooled").put("files", files.size()).put("rows", rows);
        pooled.put("trainingSeconds", round(trainingSeconds()));
        pooled().ifPresent(detection -> put(detection, pooled));
        ObjectNode perFile = root.putObject("files");
        files.forEach((path, outcome) -> {
            ObjectNode node = perFile.putObject(path).put("rows", outcome.rows());
            node.put("trainingSeconds", round(outcome.trainingSeconds()));
            node.put("threshold", outcome.threshold());
            outcome.detection().ifPresent(detection -> put(detection, node));
        });
        try {
            Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        } catch (IOException e) {
            throw new UsageError("the summary cannot be written, " + file + ": check the path and its permissions", e);
        }
    }

    private static double round(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }

    private static void put(Detection detection, ObjectNode node) {
        node.put("truePositives", detection.truePositives());
        node.put("falsePositives", detection.falsePositives());
        node.put("trueNegatives", detection.trueNegatives());
        node.put("falseNegatives", detection.falseNegatives());
        put(node, "f1", detection.f1());
        put(node, "precision", detection.precision());
        put(node, "recall", detection.recall());
        put(node, "falseAlarmRate", detection.falseAlarmRate());
        put(node, "missedRate", detection.missedRate());
        node.put("events", detection.events());
        put(node, "eventRecall", detection.eventRecall());
        put(node, "meanDelaySeconds", detection.meanDelay());
        put(node, "medianDelaySeconds", detection.medianDelay());
        node.put("falseAlarms", detection.falseAlarms());
        put(node, "falseAlarmsPerDay", detection.falseAlarmsPerDay());
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
