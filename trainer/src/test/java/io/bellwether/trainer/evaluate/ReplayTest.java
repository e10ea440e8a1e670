package io.bellwether.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.Alert;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.pipeline.AssetPipeline;
import io.bellwether.pipeline.AssetState;
import io.bellwether.pipeline.PipelineOutput;
import io.bellwether.scoring.Score;
import io.bellwether.series.Reading;
import io.bellwether.trainer.Cli;
import io.bellwether.trainer.Samples;
import io.bellwether.trainer.data.CsvFiles;
import io.bellwether.trainer.data.CsvOptions;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.threads.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three machines in one file of more rows than are taken at once, one of them faulty for a while. */
class ReplayTest {
    private static final List<String> ASSETS = List.of("a", "b", "c");
    private static final int ROWS = 3_000; // of each asset

    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        Path data = Files.createDirectories(models.resolve("data"));
        for (String asset : ASSETS) {
            Samples.csv(data.resolve(asset + ".csv"), 400, 400, asset.hashCode());
        }
        Samples.smallConfig(models.resolve("train.yaml"));
        assertCode(
                0,
                "train",
                "--data",
                data.toString(),
                "--label",
                "fault",
                "--config",
                models.resolve("train.yaml").toString(),
                "--out",
                models.resolve("model.bw").toString());
        List<List<String>> files = new ArrayList<>();
        for (String asset : ASSETS) {
            int faultFrom = asset.equals("b") ? ROWS - 500 : ROWS;
            Path file = Samples.csv(models.resolve(asset + ".csv"), ROWS, faultFrom, 7L + asset.hashCode());
            files.add(Files.readAllLines(file));
        }
        List<String> joined = new ArrayList<>();
        joined.add(files.get(0).get(0) + ",asset");
        for (int row = 1; row <= ROWS; row++) {
            for (int a = 0; a < ASSETS.size(); a++) {
                joined.add(files.get(a).get(row) + "," + ASSETS.get(a));
            }
        }
        Files.write(models.resolve("all.csv"), joined);
    }

    private static void assertCode(int code, String... args) {
        Cli cli = Cli.run(args);
        assertThat(cli.code()).as(cli.err()).isEqualTo(code);
    }

    private static ModelArtifact model() throws Exception {
        return ModelFile.read(Files.readAllBytes(models.resolve("model.bw")));
    }

    private static CsvTable table() {
        CsvOptions options = new CsvOptions(Optional.empty(), Set.of("fault"), Map.of());
        return CsvFiles.read(List.of(models.resolve("all.csv")), options, warning -> {})
                .get(0);
    }

    private static String line(String asset, Score score, boolean alarm) {
        return asset + " " + score.time() + " " + score.value() + " " + alarm;
    }

    private static String line(Alert alert) {
        return alert.toString();
    }

    /** Row by row, with one pipeline per asset, on the caller's thread. */
    private static List<String> naively(ModelArtifact model, CsvTable table) {
        List<String> said = new ArrayList<>();
        Map<String, AssetPipeline> pipelines = new HashMap<>();
        Map<String, AssetState> states = new HashMap<>();
        Map<String, PipelineOutput> outputs = new HashMap<>();
        for (String asset : ASSETS) {
            pipelines.put(asset, new AssetPipeline(model, asset));
            states.put(asset, pipelines.get(asset).newState());
            outputs.put(asset, new PipelineOutput() {
                @Override
                public void score(Score score, boolean alarm) {
                    said.add(line(asset, score, alarm));
                }

                @Override
                public void alert(Alert alert) {
                    said.add(line(alert));
                }
            });
        }
        for (int row = 0; row < table.rows(); row++) {
            String asset = table.asset(row);
            for (Reading reading : table.readings(row, asset)) {
                pipelines.get(asset).accept(reading, row, states.get(asset), outputs.get(asset));
            }
        }
        for (String asset : ASSETS) {
            pipelines.get(asset).flush(states.get(asset), outputs.get(asset));
        }
        return said;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void replay_onAnyNumberOfThreads_saysTheSameInTheSameOrder(int threads) throws Exception {
        List<String> said = new ArrayList<>();
        try (Workers workers = new Workers(threads)) {
            new Replay(model(), workers, warning -> {}).run(table(), new FrameOutput() {
                @Override
                public void frame(String asset, Score score, boolean alarm) {
                    said.add(line(asset, score, alarm));
                }

                @Override
                public void alert(Alert alert) {
                    said.add(line(alert));
                }
            });
        }

        List<String> expected = naively(model(), table());
        assertThat(expected.size()).isGreaterThan(3 * ROWS); // there are alerts
        assertThat(said).isEqualTo(expected);
    }

    @Test
    void score_onAnyNumberOfThreads_writesTheSameBytes() throws IOException {
        for (int threads : new int[] {1, 2, 3}) {
            assertCode(
                    0,
                    "score",
                    "--model",
                    models.resolve("model.bw").toString(),
                    "--data",
                    models.resolve("all.csv").toString(),
                    "--ignore",
                    "fault",
                    "--threads",
                    Integer.toString(threads),
                    "--out",
                    folder.resolve(threads + ".csv").toString());
        }

        byte[] one = Files.readAllBytes(folder.resolve("1.csv"));
        assertThat(Files.readAllLines(folder.resolve("1.csv"))).hasSize(1 + 3 * ROWS);
        assertThat(Files.readAllBytes(folder.resolve("2.csv"))).isEqualTo(one);
        assertThat(Files.readAllBytes(folder.resolve("3.csv"))).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--train-rows 2000 a.csv b.csv", "--train a.csv a.csv b.csv c.csv", "--train-rows 2000 all.csv"})
    void backtest_onAnyNumberOfThreads_writesTheSamePredictions(String what) throws IOException {
        for (int threads : new int[] {1, 2, 3}) {
            List<String> args = new ArrayList<>(List.of("backtest", "--label", "fault", "--config"));
            args.add(models.resolve("train.yaml").toString());
            args.addAll(List.of("--threads", Integer.toString(threads), "--out"));
            args.add(folder.resolve("out" + threads).toString());
            for (String word : what.split(" ", -1)) {
                args.add(word.endsWith(".csv") ? models.resolve(word).toString() : word);
            }
            assertCode(0, args.toArray(String[]::new));
        }

        Map<String, String> one = predictions(1);
        assertThat(one).isNotEmpty();
        assertThat(predictions(2)).isEqualTo(one);
        assertThat(predictions(3)).isEqualTo(one);
    }

    private Map<String, String> predictions(int threads) throws IOException {
        Map<String, String> predictions = new HashMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("out" + threads))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                predictions.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return predictions;
    }
}
