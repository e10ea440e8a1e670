package io.bellwether.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.Alert;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.messages.Decoded;
import io.bellwether.messages.TelemetryDecoder;
import io.bellwether.messages.TelemetryMapping;
import io.bellwether.pipeline.AssetPipeline;
import io.bellwether.pipeline.AssetWatch;
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
import java.nio.charset.StandardCharsets;
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
    private static final int SENSORS = 3;
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
        String line = asset + " " + score.time() + " " + score.value() + " " + alarm;
        for (int s = 0; s < SENSORS; s++) { // on all digits, not as they are told
            line += " " + score.contribution(s) + " " + score.observed(s) + " " + score.expected(s);
        }
        return line;
    }

    private static String line(Alert alert) {
        return alert.toString();
    }

    /** As the detector does it: every row a JSON record, one watch per asset, stored and restored now and then. */
    private static List<String> asTheDetector(ModelArtifact model, CsvTable table) {
        List<String> said = new ArrayList<>();
        TelemetryDecoder decoder = new TelemetryDecoder(TelemetryMapping.wide());
        Map<String, AssetPipeline> pipelines = new HashMap<>();
        Map<String, AssetWatch> watches = new HashMap<>();
        Map<String, PipelineOutput> outputs = new HashMap<>();
        for (String asset : ASSETS) {
            pipelines.put(asset, new AssetPipeline(model, asset));
            watches.put(asset, new AssetWatch(pipelines.get(asset)));
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
            byte[] key = asset.getBytes(StandardCharsets.UTF_8);
            Decoded decoded = decoder.decode(key, json(table, row), table.time(row));
            assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
            for (Reading reading : ((Decoded.Accepted) decoded).readings()) {
                watches.get(asset).accept(reading, row, outputs.get(asset));
            }
            if (row % 500 == 499) {
                byte[] stored = watches.get(asset).toBytes();
                watches.put(
                        asset,
                        AssetWatch.fromBytes(stored, sha256 -> pipelines.get(asset))
                                .orElseThrow());
            }
        }
        for (String asset : ASSETS) {
            watches.get(asset).flush(outputs.get(asset));
        }
        return said;
    }

    private static byte[] json(CsvTable table, int row) {
        StringBuilder json = new StringBuilder("{\"ts\":").append(table.time(row));
        for (int s = 0; s < SENSORS; s++) {
            json.append(",\"")
                    .append(table.sensors().get(s).name())
                    .append("\":")
                    .append(table.value(row, s));
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void replay_onAnyNumberOfThreads_saysTheSameAsTheDetectorToTheBit(int threads) throws Exception {
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

        List<String> expected = asTheDetector(model(), table());
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
