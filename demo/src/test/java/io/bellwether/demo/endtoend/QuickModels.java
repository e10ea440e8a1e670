package io.bellwether.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.demo.plant.SampleData;
import io.bellwether.demo.processes.TrainerCommand;
import io.bellwether.demo.processes.WorkFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Models that are trained in seconds, and are as good as that: the promises hold for bad models, too. Made once for all
 * test classes, by the trainer's own command line.
 */
final class QuickModels implements AutoCloseable {
    /** Rows of each training file; the weekend begins after five days. */
    private static final int ROWS = 4 * 24 * 60;

    private static final String QUICK = """
            updates: 30
            hidden: [6]
            latent: 2
            batch: 32
            folds: 2
            """;

    private final WorkFolder folder;

    private QuickModels(WorkFolder folder) {
        this.folder = folder;
    }

    /** Hands the models to test methods that ask for them. */
    static final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == QuickModels.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(QuickModels.class))
                    .computeIfAbsent("models", key -> train(), QuickModels.class);
        }
    }

    /** A predictor, version 1.0.0, that knows pump-1. */
    Path predictor() {
        return folder.path().resolve("pump-1-predictor.bw");
    }

    /** An autoencoder, version 1.0.0, that knows pump-2. */
    Path autoencoder() {
        return folder.path().resolve("pump-2-autoencoder.bw");
    }

    /** A predictor, version 1.0.0, that knows both pumps. */
    Path both() {
        return folder.path().resolve("pumps.bw");
    }

    /** The same with another seed, version 1.1.0. */
    Path bothAgain() {
        return folder.path().resolve("pumps-again.bw");
    }

    private static QuickModels train() {
        QuickModels models = new QuickModels(WorkFolder.create("bellwether-models-"));
        Path dir = models.folder.path();
        try {
            Path config = Files.writeString(dir.resolve("train.yaml"), QUICK);
            Path one = head("pump-1", dir);
            Path two = head("pump-2", dir);
            train(List.of(one), "lstm-predictor", 1, config, models.predictor());
            train(List.of(two), "lstm-autoencoder", 2, config, models.autoencoder());
            train(List.of(one, two), "lstm-predictor", 3, config, models.both());
            run(
                    "train",
                    "--data",
                    one.toString(),
                    two.toString(),
                    "--seed",
                    "4",
                    "--config",
                    config.toString(),
                    "--parent",
                    models.both().toString(),
                    "--name",
                    "pumps",
                    "--out",
                    models.bothAgain().toString());
        } catch (IOException | RuntimeException | Error e) {
            models.close();
            throw new IllegalStateException("cannot train the models", e);
        }
        return models;
    }

    private static void train(List<Path> data, String kind, int seed, Path config, Path out) {
        List<String> arguments = new ArrayList<>(List.of("train", "--data"));
        data.forEach(file -> arguments.add(file.toString()));
        arguments.addAll(List.of("--kind", kind, "--seed", Integer.toString(seed)));
        arguments.addAll(List.of("--config", config.toString(), "--out", out.toString()));
        run(arguments.toArray(String[]::new));
    }

    /** The first rows of a training file. */
    private static Path head(String asset, Path dir) throws IOException {
        List<String> lines = Files.readAllLines(sampleData().resolve("train").resolve(asset + ".csv"));
        return Files.write(dir.resolve(asset + ".csv"), lines.subList(0, 1 + ROWS));
    }

    /** The published recordings. */
    static Path sampleData() {
        return SampleData.findFrom(Path.of("")).orElseThrow();
    }

    /** Runs a command of the trainer that must succeed; what it said. */
    static String run(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = TrainerCommand.of(arguments).run(out, out);
        String text = said.toString(StandardCharsets.UTF_8);
        assertThat(code).as("%s:%n%s", String.join(" ", arguments), text).isZero();
        return text;
    }

    @Override
    public void close() {
        folder.close();
    }
}
