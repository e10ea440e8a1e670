package io.bellwether.demo.attribution;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.artifact.RefusedModelException;
import io.bellwether.demo.plant.Fault;
import io.bellwether.demo.plant.FaultSchedule;
import io.bellwether.demo.plant.PlantRow;
import io.bellwether.demo.plant.PlantSimulator;
import io.bellwether.demo.plant.SampleData;
import io.bellwether.demo.processes.TrainerCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains one model for each pump on the sample data, and counts how often it names the right sensors: for the plant's own
 * faults, and for single sensors that are made to lie. The plant that is judged is the same pumps in other weeks. The same
 * seeds give the same counts.
 */
public final class AttributionStudy {
    /** Of the weeks of a measurement that counts; what attribution is like was chosen on other ones. */
    public static final List<Long> SEEDS = List.of(11L, 12L, 13L, 14L);

    /** Half as strong as in the sample data, as strong, and half as strong again. */
    public static final List<Double> STRENGTHS = List.of(0.5, 1.0, 1.5);

    private final String kind;
    private final Map<String, ModelArtifact> models = new LinkedHashMap<>(); // by asset

    private AttributionStudy(String kind) {
        this.kind = kind;
    }

    /**
     * Trains the models, with the trainer's defaults.
     *
     * @param kind as in {@code train --kind}
     * @param folder where sample data and models go
     * @param more of the trainer's options
     * @throws IOException when the folder cannot be written
     * @throws IllegalArgumentException when the trainer refuses kind or options
     */
    public static AttributionStudy train(String kind, Path folder, String... more) throws IOException {
        if (!Files.exists(folder.resolve("SHA256SUMS"))) {
            new SampleData(SampleData.SEED).writeTo(folder);
        }
        AttributionStudy study = new AttributionStudy(kind);
        for (String asset : PlantSimulator.assets()) {
            Path data = folder.resolve("train").resolve(asset + ".csv");
            Path out = folder.resolve(asset + ".bw");
            List<String> arguments = new ArrayList<>(List.of("train", "--kind", kind, "--threads", "1"));
            arguments.addAll(List.of("--data", data.toString(), "--out", out.toString()));
            arguments.addAll(List.of(more));
            run(new TrainerCommand(arguments));
            study.models.put(asset, read(out));
        }
        return study;
    }

    private static void run(TrainerCommand command) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream screen = new PrintStream(told, true, StandardCharsets.UTF_8);
        if (command.run(screen, screen) != 0) {
            String[] lines = told.toString(StandardCharsets.UTF_8).strip().split("\n", -1);
            throw new IllegalArgumentException(lines[lines.length - 1].replaceFirst("^bellwether: ", ""));
        }
    }

    private static ModelArtifact read(Path file) throws IOException {
        try {
            return ModelFile.read(Files.readAllBytes(file));
        } catch (RefusedModelException e) {
            throw new IllegalStateException("the model just trained is refused", e);
        }
    }

    /**
     * The plant's own faults: for each asset, seed and strength five days with one of every kind.
     *
     * @param seeds of the weeks
     * @param strengths factors on the faults' usual effect
     * @return a row for each kind of fault, and one for all
     */
    public List<AttributionRow> plantFaults(List<Long> seeds, List<Double> strengths) {
        List<AttributionRow> rows = new ArrayList<>();
        for (String asset : models.keySet()) {
            for (long seed : seeds) {
                for (double strength : strengths) {
                    List<Fault> faults = SampleData.faults(asset).stream()
                            .map(fault -> fault.withStrength(strength))
                            .toList();
                    Trial trial = new Trial(
                            asset,
                            week(asset, seed, FaultSchedule.USUAL, faults),
                            faults.stream().map(Cause::of).toList());
                    rows.addAll(judge(trial));
                }
            }
        }
        return AttributionRow.sum(rows);
    }

    /**
     * Single sensors that lie: for each asset and seed every kind of injection into every sensor.
     *
     * @param seeds of the weeks
     * @return a row for each kind of injection, and one for all
     */
    public List<AttributionRow> injectedFaults(List<Long> seeds) {
        List<AttributionRow> rows = new ArrayList<>();
        for (String asset : models.keySet()) {
            for (long seed : seeds) {
                rows.addAll(judge(Injection.into(week(asset, seed, Injection.room(), List.of()), seed)));
            }
        }
        return AttributionRow.sum(rows);
    }

    private List<AttributionRow> judge(Trial trial) {
        ModelArtifact model = models.get(trial.asset());
        if (model == null) {
            throw new IllegalArgumentException("no model for " + trial.asset());
        }
        return trial.judge(kind, model);
    }

    private static List<PlantRow> week(String asset, long seed, Duration length, List<Fault> faults) {
        return new PlantSimulator(seed)
                .rows(asset, SampleData.TEST_START, length, faults)
                .toList();
    }
}
