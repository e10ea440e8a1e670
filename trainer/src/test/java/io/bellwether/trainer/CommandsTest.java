package io.bellwether.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.network.NetworkShape;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.config.ConfigFile;
import io.bellwether.trainer.export.Parity;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user runs them, on a machine that is learned in a second. */
class CommandsTest {
    private static final int ROWS = 900;

    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Cli train(String kind, String out, String... more) throws IOException {
        return trainWith("", kind, out, more);
    }

    /** Trains with some more lines in the config file. */
    private Cli trainWith(String lines, String kind, String out, String... more) throws IOException {
        Path config = Samples.smallConfig(folder.resolve("train.yaml"));
        Files.writeString(config, lines, StandardOpenOption.APPEND);
        if (!Files.exists(folder.resolve("pump.csv"))) {
            Samples.csv(folder.resolve("pump.csv"), ROWS, ROWS, 1);
        }
        List<String> args = new ArrayList<>(List.of(
                "train",
                "--data",
                path("pump.csv"),
                "--kind",
                kind,
                "--out",
                path(out),
                "--config",
                path("train.yaml"),
                "--label",
                "fault"));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private ModelArtifact read(String file) throws Exception {
        return ModelFile.read(Files.readAllBytes(folder.resolve(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm-predictor", "lstm-autoencoder", "z-score", "pca", "z-score+lstm-predictor", "auto"})
    void train_twiceWithOneSeed_givesTheSameBytesOnAnyNumberOfThreads(String kind) throws Exception {
        Cli first = train(kind, "one.bw", "--threads", "1", "--name", "pumps");
        Cli second = train(kind, "two.bw", "--threads", "2", "--name", "pumps");
        Cli other = train(kind, "three.bw", "--seed", "43", "--name", "pumps");

        assertThat(List.of(first.code(), second.code(), other.code())).containsOnly(0);
        assertThat(Files.readAllBytes(folder.resolve("two.bw")))
                .isEqualTo(Files.readAllBytes(folder.resolve("one.bw")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("three.bw")));
        Manifest manifest = read("one.bw").manifest();
        assertThat(kind.equals("auto") ? "auto" : manifest.kinds()).isEqualTo(kind);
        assertThat(read("one.bw").modelCard().contains("## Contest")).isEqualTo(kind.equals("auto"));
        assertThat(manifest.ensembles()).extracting(Manifest.Ensemble::members).containsOnly(4);
        assertThat(manifest.training().parity()).isBetween(0.0, Parity.TOLERANCE);
        assertThat(manifest.training().data().get(0).frames()).isEqualTo(ROWS);
        assertThat(manifest.features().sensors())
                .containsExactly(new Sensor("speed", "1/s"), new Sensor("flow", ""), new Sensor("sum", ""));
        if (kind.contains("lstm")) {
            assertThat(first.err()).contains(": 100 %");
        }
    }

    @Test
    void train_auto_takesWhatFoundMostSyntheticFaults_orSeveralKindsTogether() throws Exception {
        Cli cli = train("auto", "auto.bw");

        assertThat(cli.code()).as(cli.err()).isZero();
        List<String[]> table = read("auto.bw")
                .modelCard()
                .lines()
                .filter(line -> line.matches("\\| (z-score|pca|lstm).*%.*"))
                .map(line -> line.split("\\|", -1))
                .toList();
        String[] taken = table.stream()
                .filter(cells -> cells[cells.length - 2].equals(" taken "))
                .findFirst()
                .orElseThrow();
        assertThat(table)
                .hasSizeBetween(5, 6)
                .filteredOn(cells -> cells[cells.length - 2].equals(" taken "))
                .hasSize(1);
        assertThat(taken[1].trim()).isEqualTo(manifestOf("auto.bw").kinds());
        if (!taken[1].contains("+")) {
            assertThat(mean(taken))
                    .isEqualTo(table.stream().mapToInt(CommandsTest::mean).max().orElseThrow());
        }
    }

    /** In the column before the last. */
    private static int mean(String[] cells) {
        return Integer.parseInt(cells[cells.length - 3].replace("%", "").trim());
    }

    private Manifest manifestOf(String file) {
        try {
            return read(file).manifest();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void train_autoOnTooFewRowsForAKind_saysSoAndGoesOnWithoutIt() throws Exception {
        Samples.csv(folder.resolve("few.csv"), 40, 40, 3);

        Cli cli = Cli.run(
                "train", "--data", path("few.csv"), "--label", "fault", "--kind=auto", "--out=" + path("few.bw"));

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("lstm-predictor takes no part in the contest: there is too little data");
        assertThat(read("few.bw").manifest().kinds()).doesNotContain("lstm-predictor");
    }

    @Test
    void backtest_auto_saysWhatWasTaken() throws Exception {
        Samples.smallConfig(folder.resolve("train.yaml"));
        Samples.csv(folder.resolve("later.csv"), ROWS, 700, ROWS + 600, 2);

        Cli backtest = Cli.run(
                "backtest",
                path("later.csv"),
                "--train-rows=400",
                "--kind=auto",
                "--config=" + path("train.yaml"),
                "--label=fault",
                "--out=" + path("backtest"));

        assertThat(backtest.code()).as(backtest.err()).isZero();
        assertThat(backtest.out()).contains("taken by contest: ");
        assertThat(Files.readString(folder.resolve("backtest/report.html"))).contains("Contest: part of");
    }

    @Test
    void backtest_ofABaseline_findsTheFault() throws Exception {
        Samples.csv(folder.resolve("later.csv"), ROWS, 700, ROWS + 600, 2);

        Cli backtest = Cli.run(
                "backtest",
                path("later.csv"),
                "--train-rows=400",
                "--kind=pca",
                "--label=fault",
                "--out=" + path("backtest"));

        assertThat(backtest.code()).as(backtest.err()).isZero();
        assertThat(backtest.out() + backtest.err()).contains("events found 1 of 1");
        JsonNode pooled = new ObjectMapper()
                .readTree(folder.resolve("backtest/summary.json").toFile())
                .path("pooled");
        assertThat(pooled.path("falseAlarmRate").asDouble(1)).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lstm-predictor", "lstm-autoencoder", "z-score+lstm-autoencoder", "z-score+pca+lstm-autoencoder"
            })
    void score_ofASeriesWithAFault_findsItAndNamesTheSensor(String kind) throws Exception {
        train(kind, "pump.bw");
        Samples.csv(folder.resolve("later.csv"), ROWS, 300, ROWS + 150, 2);

        Cli score = Cli.run(
                "score",
                "--model",
                path("pump.bw"),
                "--data",
                path("later.csv"),
                "--out",
                path("scores.csv"),
                "--ignore",
                "fault");

        assertThat(score.code()).isZero();
        List<String> lines = Files.readAllLines(folder.resolve("scores.csv"));
        assertThat(lines).hasSize(301);
        assertThat(lines.get(0))
                .isEqualTo("timestamp,asset,score,threshold,alarm,sensor1,contribution1,observed1,expected1,"
                        + "sensor2,contribution2,observed2,expected2,sensor3,contribution3,observed3,expected3");
        List<String> warmingUp = List.of(lines.get(1).split(",", -1));
        assertThat(warmingUp.get(0)).isEqualTo("2026-01-01T00:15:00Z");
        assertThat(warmingUp.get(1)).isEqualTo("later");
        assertThat(warmingUp.get(2)).isEmpty();
        assertThat(warmingUp.get(4)).isEqualTo("0");
        assertThat(lines.subList(1, 150)).noneMatch(line -> line.split(",", -1)[4].equals("1"));
        List<String> faulty = List.of(lines.get(180).split(",", -1));
        assertThat(faulty.get(4)).isEqualTo("1");
        assertThat(faulty.get(5)).isEqualTo("flow");
        assertThat(Double.parseDouble(faulty.get(7))).isGreaterThan(Double.parseDouble(faulty.get(8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm-predictor", "lstm-autoencoder"})
    void train_withASearch_saysOnTheCardWhatWasTriedAndTaken(String kind) throws Exception {
        Cli train = train(kind, "pump.bw", "--search");

        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.err()).contains("pump, search over", ": 100 %");
        ModelArtifact model = read("pump.bw");
        NetworkShape taken = model.manifest().ensembles().get(0).shape();
        List<String> tried = model.modelCard()
                .lines()
                .dropWhile(line -> !line.equals("### Search over sizes"))
                .filter(line -> line.matches("\\| \\[\\d.*"))
                .toList();
        assertThat(tried).hasSize(kind.equals("lstm-predictor") ? 3 : 4); // a latent size of 2 cannot be doubled
        assertThat(tried.stream().filter(line -> line.endsWith("| taken |")))
                .singleElement()
                .asString()
                .startsWith("| " + taken.hidden() + " |")
                .contains("| " + taken.weightCount() + " |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeros", "own"})
    void train_withAnotherDecoder_givesAModelOfTheSameShapeAndSaysSo(String decoder) throws Exception {
        train("lstm-autoencoder", "usual.bw");

        Cli cli = trainWith("channelDropout: 0.1\ndecoder: " + decoder + "\n", "lstm-autoencoder", "other.bw");

        assertThat(cli.code()).as(cli.err()).isZero();
        ModelArtifact other = read("other.bw");
        assertThat(other.manifest().ensembles().get(0).shape())
                .isEqualTo(read("usual.bw").manifest().ensembles().get(0).shape());
        assertThat(other.modelCard())
                .contains("whole sensors set to their mean with probability 0.1,")
                .contains(
                        decoder.equals("own")
                                ? "decoder fed the latent vector and its own output of the step before,"
                                : "decoder fed the latent vector at its first step and zeros after it,");
        assertThat(read("usual.bw").modelCard()).doesNotContain("whole sensors", "decoder fed");
    }

    @Test
    void score_ofAPredictorOfSeveralFrames_findsTheFault() throws Exception {
        Samples.csv(folder.resolve("later.csv"), ROWS, 300, ROWS + 150, 2);

        Cli cli = trainWith("horizon: 3\n", "lstm-predictor", "pump.bw");
        Cli score = Cli.run(
                "score",
                "--model",
                path("pump.bw"),
                "--data",
                path("later.csv"),
                "--ignore",
                "fault",
                "--out",
                path("scores.csv"));

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(score.code()).as(score.err()).isZero();
        assertThat(read("pump.bw").manifest().ensembles().get(0).shape().horizon())
                .isEqualTo(3);
        assertThat(read("pump.bw").modelCard()).contains("forecasts the next 3 frames, and expects the mean");
        List<String> lines = Files.readAllLines(folder.resolve("scores.csv"));
        assertThat(lines.subList(1, 150)).noneMatch(line -> line.split(",", -1)[4].equals("1"));
        assertThat(List.of(lines.get(180).split(",", -1)).subList(4, 6)).containsExactly("1", "flow");
    }

    @Test
    void train_ofABaselineWithATrainingsKeys_saysThatTheyHaveNoEffect() throws Exception {
        Cli baseline = train("z-score", "pump.bw", "--dropout", "0.2");
        Cli network = train("lstm-predictor", "pump.bw");

        assertThat(baseline.code()).isZero();
        assertThat(baseline.err())
                .contains("bellwether: note: z-score is computed and not trained, so there is no effect of hidden,"
                        + " latent, window, sequence, updates, batch, dropout\n");
        assertThat(network.err()).doesNotContain("no effect");
    }

    @Test
    void train_withABudget_leavesItInTheManifest() throws Exception {
        Cli with = train("z-score", "with.bw", "--budget", "14 per week");
        Cli without = train("z-score", "without.bw");

        assertThat(List.of(with.code(), without.code())).containsOnly(0);
        assertThat(read("with.bw").manifest().evaluation()).containsEntry("falseAlarmBudgetPerDay", 2.0);
        assertThat(read("with.bw").manifest().falseAlarmBudgetPerDay()).isEqualTo(2);
        assertThat(read("without.bw").manifest().evaluation()).doesNotContainKey("falseAlarmBudgetPerDay");
        assertThat(read("without.bw").manifest().falseAlarmBudgetPerDay()).isZero();
    }

    @Test
    void train_withAParent_keepsItsNameAndRaisesTheVersion() throws Exception {
        train("lstm-autoencoder", "old.bw", "--version", "1.4.2");

        Cli cli = train("lstm-autoencoder", "new.bw", "--parent", path("old.bw"), "--unit", "flow=m3/h");

        assertThat(cli.code()).isZero();
        assertThat(cli.out()).startsWith("old 1.5.0  lstm-autoencoder");
        Manifest manifest = read("new.bw").manifest();
        assertThat(manifest.identity().version()).isEqualTo("1.5.0");
        assertThat(manifest.identity().parent()).isEqualTo(read("old.bw").ref().sha256());
        assertThat(manifest.features().sensors().get(1).unit()).isEqualTo("m3/h");
    }

    @Test
    void train_withAConstantColumn_warnsAndGoesOn() throws Exception {
        Path csv = Samples.csv(folder.resolve("pump.csv"), ROWS, ROWS, 1);
        List<String> lines = Files.readAllLines(csv).stream()
                .map(line -> line + (line.startsWith("timestamp") ? ",valve" : ",1"))
                .toList();
        Files.write(csv, lines);

        Cli cli = train("lstm-autoencoder", "pump.bw");

        assertThat(cli.code()).isZero();
        assertThat(cli.err()).contains("constant in training, so without a vote, for asset 'pump': 'valve'");
        assertThat(read("pump.bw")
                        .manifest()
                        .assets()
                        .get(0)
                        .calibration()
                        .sensors()
                        .get(3)
                        .votes())
                .isFalse();
        assertThat(read("pump.bw").modelCard()).contains("| valve |  | 1 | 0 |").contains("no: is constant");
    }

    @Test
    void train_onSeveralAssets_leavesOutTheUnusableOnes() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Samples.csv(data.resolve("a.csv"), 300, 300, 1);
        Samples.csv(data.resolve("b.csv"), 300, 300, 2);
        Samples.csv(data.resolve("broken.csv"), 300, 0, 3);
        Samples.csv(data.resolve("new.csv"), 8, 8, 4);
        Samples.smallConfig(folder.resolve("train.yaml"));

        Cli cli = Cli.run(
                "train",
                "--data",
                data.toString(),
                "--label",
                "fault",
                "--config",
                path("train.yaml"),
                "--out",
                path("all.bw"));

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(read("all.bw").manifest().assets())
                .extracting(AssetProfile::asset)
                .containsExactly("a", "b");
        assertThat(cli.err())
                .contains("an asset is left out: no row can be used for training, asset 'broken' from broken.csv")
                .contains("an asset is left out: there is too little data, asset 'new' from new.csv: at most 8 frames");
    }

    @Test
    void inspect_ofAModel_printsSummaryCardOrManifest() throws Exception {
        train("lstm-autoencoder", "pump.bw", "--seed", "5");

        Cli text = Cli.run("inspect", path("pump.bw"));
        Cli json = Cli.run("inspect", "--json", path("pump.bw"));

        assertThat(text.code()).isZero();
        assertThat(text.out())
                .contains("pump 1.0.0", read("pump.bw").ref().sha256(), "heldOutMse", "# pump 1.0.0", "seed 5")
                .contains("## Asset pump", "| flow |  |", "## Limits");
        assertThat(json.code()).isZero();
        JsonNode manifest = new ObjectMapper().readTree(json.out());
        assertThat(manifest.path("identity").path("name").asText()).isEqualTo("pump");
        assertThat(manifest.path("training").path("seed").asLong()).isEqualTo(5);
    }

    @Test
    void backtest_ofAFolder_writesPredictionsUnderItsNameAndASummary() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data/pumps"));
        Samples.csv(data.resolve("a.csv"), 800, 700, 1);
        Samples.csv(data.resolve("b.csv"), 800, 650, 2);
        Samples.smallConfig(folder.resolve("train.yaml"));

        Cli cli = Cli.run(
                "backtest",
                data.toString(),
                "--train-rows",
                "500",
                "--label",
                "fault",
                "--out",
                path("out"),
                "--kind",
                "lstm-autoencoder",
                "--config",
                path("train.yaml"));

        assertThat(cli.code()).as(cli.err()).isZero();
        List<String> lines = Files.readAllLines(folder.resolve("out/pumps/a.csv"));
        assertThat(lines).hasSize(301);
        assertThat(lines.get(0)).isEqualTo("datetime,prediction,score,label");
        assertThat(lines.get(299)).endsWith(",1");
        assertThat(lines.get(1)).startsWith("2026-01-01T00:08:20Z,0,");
        assertThat(lines.get(1).split(",", -1)[2]).isNotEmpty(); // the training rows have warmed it up
        JsonNode summary =
                new ObjectMapper().readTree(folder.resolve("out/summary.json").toFile());
        assertThat(summary.path("kind").asText()).isEqualTo("lstm-autoencoder");
        assertThat(summary.path("files").path("pumps/a.csv").path("rows").asInt())
                .isEqualTo(300);
        JsonNode pooled = summary.path("pooled");
        assertThat(pooled.path("events").asInt()).isEqualTo(2);
        assertThat(pooled.path("eventRecall").asDouble()).isEqualTo(1);
        assertThat(pooled.path("f1").asDouble()).isGreaterThan(0.8);
        assertThat(pooled.path("truePositives").asInt()
                        + pooled.path("falseNegatives").asInt())
                .isEqualTo(250);
        assertThat(cli.out()).contains("events found 2 of 2");
    }

    @Test
    void backtest_withOneTrainingFile_judgesAllRows() throws Exception {
        Path train = Samples.csv(folder.resolve("normal.csv"), 500, 500, 1);
        Path test = Samples.csv(folder.resolve("test.csv"), 500, 200, 600, 2);
        Samples.smallConfig(folder.resolve("train.yaml"));

        Cli cli = Cli.run(
                "backtest",
                test.toString(),
                "--train",
                train.toString(),
                "--label",
                "fault",
                "--out",
                path("out"),
                "--config",
                path("train.yaml"));

        assertThat(cli.code()).as(cli.err()).isZero();
        List<String> lines = Files.readAllLines(folder.resolve("out/test.csv"));
        assertThat(lines).hasSize(201);
        assertThat(lines.get(1)).isEqualTo("2026-01-01T00:08:20Z,0,,0"); // warming up
        assertThat(lines.get(150).split(",", -1)[1]).isEqualTo("1");
    }

    @Test
    void help_ofEveryCommand_isPrinted() {
        for (String command :
                List.of("train", "score", "evaluate", "backtest", "inspect", "export", "import", "publish")) {
            Cli cli = Cli.run(command, "--help");
            assertThat(cli.code()).isZero();
            assertThat(cli.out()).contains("Usage: bellwether " + command);
        }
    }

    @Test
    void help_ofTrain_namesEveryKeyOfTheConfigFile() {
        String help = Cli.run("train", "--help").out();
        List<Class<? extends Record>> parts = List.of(
                ConfigFile.class, ConfigFile.Assembly.class, ConfigFile.Alerting.class, ConfigFile.Telemetry.class);
        for (Class<? extends Record> part : parts) {
            for (RecordComponent key : part.getRecordComponents()) {
                assertThat(help).containsPattern("\\b" + key.getName() + "\\b");
            }
        }
    }

    @Test
    void version_raised_keepsTheMajorNumber() {
        assertThat(TrainCommand.raised("1.4.2")).isEqualTo("1.5.0");
        assertThat(TrainCommand.raised("2.0.0-rc.1")).isEqualTo("2.1.0");
    }
}
