package io.bellwether.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code evaluate} as a user runs it. */
class EvaluateCommandTest {
    /** An event at rows 2 and 3, found with a delay of 10 s; a false alarm at row 5. */
    private static final String SMALL = """
            datetime,prediction,score,label
            2026-01-01T00:00:00Z,0,0.1,0
            2026-01-01T00:00:10Z,0,0.2,0
            2026-01-01T00:00:20Z,0,0.6,1
            2026-01-01T00:00:30Z,1,0.9,1
            2026-01-01T00:00:40Z,0,0.3,0
            2026-01-01T00:00:50Z,1,0.8,0
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void evaluate_ofOneFile_printsEveryMeasure() throws IOException {
        Cli cli = Cli.run("evaluate", write("a.csv", SMALL).toString());

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out().lines().map(line -> line.replaceAll("  +", " ")))
                .contains(
                        "measure value",
                        "F1 0.500",
                        "precision 0.500",
                        "recall 0.500",
                        "false-alarm rate 0.2500",
                        "missed rate 0.500",
                        "events 1",
                        "event recall 1.000",
                        "mean delay [s] 10.0",
                        "median delay [s] 10.0",
                        "false alarms 1",
                        "false alarms a day 2160.00",
                        "AUC-PR 0.833",
                        "AUC-ROC 0.875",
                        "1 file(s): F1 0.500, missed rate 50.0 %, events found 1 of 1, median delay 10 s, false-alarm rate"
                                + " 25.0 %, false alarms 1 (2160.0 a day)");
        assertThat(cli.out()).contains("VUS-PR", "VUS-ROC");
    }

    @Test
    void evaluate_ofSeveralFiles_printsThemAndTheirMeanWithAnInterval() throws IOException {
        Path data = Files.createDirectories(folder.resolve("runs"));
        write("runs/a.csv", SMALL);
        write("runs/b.csv", SMALL.replace("50Z,1,0.8", "50Z,0,0.4"));
        write("runs/c.csv", SMALL.replace("30Z,1", "30Z,0"));

        Cli cli = Cli.run("evaluate", data.toString(), "--budget", "1 per day");

        assertThat(cli.code()).as(cli.err()).isZero();
        List<String> lines =
                cli.out().lines().map(line -> line.replaceAll("  +", " ")).toList();
        assertThat(lines.get(0)).startsWith("file rows F1 false-alarm rate events event recall");
        assertThat(lines.get(1)).startsWith("runs/a.csv 6 0.500 0.2500 1 1.000 10.0 1 0.833");
        assertThat(lines.get(3)).startsWith("runs/c.csv 6 0.000 0.2500 1 0.000 - 1");
        assertThat(lines)
                .contains(
                        "measure all rows mean of 3 files 95 % interval",
                        "F1 0.400 0.389 0.000 to 0.667", "events 3 1 1 to 1", "mean delay [s] 10.0 10.0 -")
                .anyMatch(line -> line.startsWith("VUS-PR - "))
                .contains(
                        "budget of 1 per day: 2 false alarms where it allows 0.0 (95 % of the time 0 to 0): exceeded");
    }

    @Test
    void evaluate_asJson_saysTheSameOnStandardOutputAndInAFile() throws IOException {
        Path file = write("a.csv", SMALL);

        Cli cli = Cli.run(
                "evaluate",
                file.toString(),
                "--json",
                "--budget",
                "1 per hour",
                "--out",
                folder.resolve("o").toString());

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode summary = json(cli.out());
        assertThat(json(Files.readString(folder.resolve("o/summary.json")))).isEqualTo(summary);
        assertThat(summary.path("pooled").path("rows").asInt()).isEqualTo(6);
        assertThat(summary.path("pooled").path("f1").asDouble()).isEqualTo(0.5);
        assertThat(summary.path("pooled").path("aucRoc").asDouble()).isEqualTo(0.875);
        assertThat(summary.path("pooled").has("vusPr")).isFalse();
        assertThat(summary.path("mean").path("vusPr").asDouble()).isBetween(0.5, 1.0);
        assertThat(summary.path("files").path("a.csv").path("vusPr"))
                .isEqualTo(summary.path("mean").path("vusPr"));
        assertThat(summary.path("interval95")).isEmpty();
        assertThat(summary.path("budget").path("outcome").asText()).isEqualTo("exceeded");
        assertThat(summary.path("budget").path("kept").asBoolean(true)).isFalse();
        assertThat(summary.has("kind")).isFalse();
    }

    @Test
    void evaluate_ofAssetsInOneFile_keepsTheirRowsApart() throws IOException {
        // Of each asset an event of two rows; row by row they would be one.
        Path file = write("two.csv", """
                timestamp;asset;is_anomaly;prediction
                1;a;0;0
                1;b;1;0
                2;a;1;1
                2;b;1;0
                3;a;1;1
                3;b;0;1
                """);

        JsonNode pooled =
                json(Cli.run("evaluate", file.toString(), "--json").out()).path("pooled");

        assertThat(pooled.path("events").asInt()).isEqualTo(2);
        assertThat(pooled.path("eventRecall").asDouble()).isEqualTo(0.5);
        assertThat(pooled.path("falseAlarms").asInt()).isEqualTo(1);
        assertThat(pooled.has("aucPr")).isFalse();
    }

    @Test
    void evaluate_ofRowsWithoutTimes_takesThePeriod() throws IOException {
        Path file = write("a.csv", "label,score,prediction\n0,1,0\n1,2,0\n1,3,1\n0,1,0\n");

        JsonNode pooled = json(Cli.run("evaluate", file.toString(), "--json", "--period", "5m")
                        .out())
                .path("pooled");

        assertThat(pooled.path("meanDelaySeconds").asDouble()).isEqualTo(300);
        assertThat(pooled.path("normalDays").asDouble()).isEqualTo(600 / 86_400.0);
    }

    @Test
    void evaluate_ofRowsWithoutTimes_saysWhatTheFiguresRestOn() throws IOException {
        Path alarms = write("a.csv", "label,prediction\n0,0\n1,1\n");
        Path scores = write("b.csv", "label,score\n0,0\n1,1\n");

        assertThat(Cli.run("evaluate", alarms.toString()).lastError())
                .isEqualTo("bellwether: note: there is no column of times, " + alarms
                        + ": delays and false alarms a day are those of one row a second; give --period");
        assertThat(Cli.run("evaluate", alarms.toString(), "--period", "1s").err())
                .isEmpty();
        assertThat(Cli.run("evaluate", scores.toString()).err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "datetime", "date_time", "time", "ts", "date", "DateTime"})
    void evaluate_ofRowsWithTimes_findsThemByEveryNameThatTrainingKnows(String name) throws IOException {
        Path file = write("a.csv", "label,prediction," + name + "\n0,0,0\n0,0,20\n1,0,40\n1,1,70\n");

        Cli cli = Cli.run("evaluate", file.toString(), "--json");

        assertThat(cli.err()).isEmpty();
        assertThat(json(cli.out()).path("pooled").path("meanDelaySeconds").asDouble())
                .isEqualTo(30);
    }

    @Test
    void evaluate_ofMarksInAnyNotation_readsThem() throws IOException {
        Path file = write("a.csv", "ts,label,prediction\n1,0,0.0\n2,1,TRUE\n3,1.0, 1\n4,true,1.0\n5,False,\n6,0.0,0\n");

        JsonNode pooled =
                json(Cli.run("evaluate", file.toString(), "--json").out()).path("pooled");

        assertThat(pooled.path("truePositives").asInt()).isEqualTo(3);
        assertThat(pooled.path("trueNegatives").asInt()).isEqualTo(3);
    }

    @Test
    void evaluate_ofNormalDataAlone_judgesFalseAlarms() throws IOException {
        Path file = write("normal.csv", "label,prediction,score\n0,0,1\n0,1,2\n0,0,1\n");

        Cli cli = Cli.run("evaluate", file.toString());

        assertThat(cli.code()).isZero();
        assertThat(cli.lastError())
                .isEqualTo("bellwether: note: no row is labelled anomalous: only false alarms can be" + " judged");
        assertThat(cli.out())
                .contains("false alarms", "1 file(s): false-alarm rate 33.3 %")
                .doesNotContain("AUC");
    }

    @Test
    void evaluate_ofScoresAlone_saysThatABudgetCannotBeJudged() throws IOException {
        Path file = write("a.csv", "label,score\n0,1\n1,2\n");

        Cli cli = Cli.run("evaluate", file.toString(), "--budget", "1 per week");

        assertThat(cli.code()).isZero();
        assertThat(cli.out().replaceAll("  +", " "))
                .contains("AUC-PR 1.000", "budget of 1 per week: cannot be judged without labels and alarms")
                .doesNotContain("F1");
    }

    @Test
    void evaluate_ofABacktestsPredictions_saysWhatTheBacktestSaid() throws IOException {
        Path data = Files.createDirectories(folder.resolve("pumps"));
        Samples.csv(data.resolve("a.csv"), 700, 600, 1);
        Samples.csv(data.resolve("b.csv"), 700, 550, 2);
        Samples.csv(data.resolve("c.csv"), 700, 650, 3);
        String config = Samples.smallConfig(folder.resolve("train.yaml")).toString();
        String out = folder.resolve("out").toString();

        Cli backtest = Cli.run(
                "backtest",
                data.toString(),
                "--train-rows",
                "400",
                "--label",
                "fault",
                "--config",
                config,
                "--out",
                out);
        Cli evaluate = Cli.run("evaluate", out + "/pumps", "--json");

        assertThat(backtest.code()).as(backtest.err()).isZero();
        assertThat(evaluate.code()).as(evaluate.err()).isZero();
        JsonNode told = json(Files.readString(Path.of(out, "summary.json")));
        assertThat(told.path("interval95").path("vusPr")).hasSize(2);
        assertThat(backtest.out()).contains("VUS-PR", "mean of 3 files", "events found 3 of 3", "s of training");
        for (JsonNode node : List.of(told.path("pooled"), told.path("files").path("pumps/a.csv"))) {
            ((ObjectNode) node).remove(List.of("trainingSeconds", "threshold"));
        }
        JsonNode again = json(evaluate.out());
        assertThat(again.path("pooled")).isEqualTo(told.path("pooled"));
        assertThat(again.path("mean")).isEqualTo(told.path("mean"));
        assertThat(again.path("interval95")).isEqualTo(told.path("interval95"));
        assertThat(again.path("files").path("pumps/a.csv"))
                .isEqualTo(told.path("files").path("pumps/a.csv"));
    }

    @Test
    void evaluate_withAModel_saysWhatABacktestWithItSays() throws IOException {
        String train = Samples.csv(folder.resolve("normal.csv"), 500, 500, 1).toString();
        String test = Samples.csv(folder.resolve("test.csv"), 500, 200, 600, 2).toString();
        String config = Samples.smallConfig(folder.resolve("train.yaml")).toString();
        String model = folder.resolve("m.bw").toString();
        String out = folder.resolve("out").toString();
        Cli.run("train", "--data", train, "--label", "fault", "--config", config, "--out", model);

        Cli backtest =
                Cli.run("backtest", test, "--train", train, "--label", "fault", "--config", config, "--out", out);
        Cli evaluate = Cli.run(
                "evaluate",
                "--model",
                model,
                test,
                "--label",
                "fault",
                "--json",
                "--out",
                folder.resolve("e").toString());

        assertThat(evaluate.code()).as(backtest.err() + evaluate.err()).isZero();
        assertThat(Files.readString(folder.resolve("e/test.csv")))
                .isEqualTo(Files.readString(Path.of(out, "test.csv")));
        JsonNode told = json(Files.readString(Path.of(out, "summary.json")));
        JsonNode again = json(evaluate.out());
        assertThat(again.path("kind")).isEqualTo(told.path("kind"));
        assertThat(again.path("mean")).isEqualTo(told.path("mean"));
        assertThat(again.path("mean").path("eventRecall").asDouble()).isEqualTo(1);
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                Arguments.of("", 3, "the file is empty, DIR/x.csv"),
                Arguments.of("label,score\n", 3, "has a header but no rows, DIR/x.csv"),
                Arguments.of(
                        "time,score\n1,1\n",
                        3,
                        "there is no label column, DIR/x.csv: it has time, score; name the one that marks anomalous"),
                Arguments.of(
                        "label,flow\n1,1\n",
                        3,
                        "there is neither a column 'score' nor a column 'prediction', DIR/x.csv: it has label, flow"),
                Arguments.of("label,score\n0,1\nnan,2\n", 3, "the label is missing, DIR/x.csv line 3"),
                Arguments.of("label,score\n0,1\n,2\n", 3, "the label is missing, DIR/x.csv line 3"),
                Arguments.of(
                        "label,score\n0,1\nmaybe,2\n",
                        3,
                        "'maybe' in column 'label' is neither 0/1 nor true/false, DIR/x.csv line 3"),
                Arguments.of("label,score\n0,1\n-1,2\n", 3, "'-1' in column 'label' is neither 0/1 nor true/false"),
                Arguments.of("label,score\n0,1\n0.03,2\n", 3, "'0.03' in column 'label' is neither 0/1"),
                Arguments.of("label,score\n0,1\n1f,2\n", 3, "'1f' in column 'label' is neither 0/1"),
                Arguments.of("label,score\n0,1\nInfinity,2\n", 3, "'Infinity' in column 'label' is neither 0/1"),
                Arguments.of("label,score\n0,1\n2,2\n", 3, "'2' in column 'label' is neither 0/1"),
                Arguments.of(
                        "label,prediction\n0,0\n1,0.97\n",
                        3,
                        "'0.97' in column 'prediction' is neither 0/1 nor true/false, DIR/x.csv line 3"),
                Arguments.of(
                        "label,score,score\n0,1,2\n",
                        3,
                        "column 'score' stands twice in the header, DIR/x.csv line 1: give every column its own"),
                Arguments.of(
                        "label,score\n0,1\n1,high\n", 3, "'high' in column 'score' is not a number, DIR/x.csv line 3"),
                Arguments.of("label,score\n0,\n1,nan\n", 3, "no row has a score, DIR/x.csv: fill the column 'score'"),
                Arguments.of(
                        "label,prediction\n0,0\n1,often\n",
                        3,
                        "'often' in column 'prediction' is neither 0/1 nor true/false, DIR/x.csv line 3"),
                Arguments.of("label,score\n0,1\n1\n", 3, "a row has 1 fields, but the header has 2, DIR/x.csv line 3"),
                Arguments.of(
                        "datetime,label,score\nnoon,0,1\n",
                        3,
                        "'noon' in column 'datetime' is not a timestamp, DIR/x.csv"),
                Arguments.of(
                        "datetime,label,score\n5,0,1\n4,1,1\n",
                        3,
                        "the timestamp 4 is older than the row before it, DIR/x.csv line 3: sort the file by time"),
                Arguments.of(
                        "label,score\n0,1\n0,2\n", 3, "no row is labelled anomalous, DIR/x.csv: scores can only be"),
                Arguments.of(
                        "label,score\n1,1\n1,2\n", 3, "every row is labelled anomalous, DIR/x.csv: scores can only"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void evaluate_ofABadFile_refusesItInOneLine(String text, int code, String fragment) throws IOException {
        Cli cli = Cli.run("evaluate", write("x.csv", text).toString());

        assertThat(cli.code()).as(cli.err()).isEqualTo(code);
        assertThat(cli.err().strip().lines()).hasSize(1);
        assertThat(cli.err()).startsWith("bellwether: ").contains(located(fragment));
    }

    static Stream<Arguments> badOptions() {
        return Stream.of(
                Arguments.of("evaluate", 2, "Missing required parameter"),
                Arguments.of("evaluate DIR/none.csv", 3, "there is no file or folder, DIR/none.csv"),
                Arguments.of("evaluate DIR/empty", 3, "the folder holds no .csv file, DIR/empty"),
                Arguments.of("evaluate DIR/a.csv DIR/a.csv", 2, "two inputs would both be called a.csv"),
                Arguments.of(
                        "evaluate DIR/a.csv --label fault", 2, "there is no column 'fault', DIR/a.csv: --label must"),
                Arguments.of("evaluate DIR/a.csv --budget weekly", 2, "'weekly' is not a budget like"),
                Arguments.of("evaluate DIR/a.csv --buffer -1", 2, "--buffer must lie between 0 and 10000, not -1"),
                Arguments.of("evaluate DIR/a.csv --period 0s", 2, "the period must be more than 0, --period"),
                Arguments.of("evaluate DIR/a.csv --period often", 2, "'often' is not a duration"),
                Arguments.of(
                        "evaluate DIR/a.csv --period 200000d",
                        2,
                        "the duration '200000d' is longer than a hundred years, --period: mend the value"),
                Arguments.of("evaluate DIR/a.csv --ignore x", 2, "--ignore is for sensor data"),
                Arguments.of("evaluate DIR/a.csv --threads 0", 2, "--threads must lie between"),
                Arguments.of("evaluate DIR/a.csv --out DIR/a.csv", 2, "the summary cannot be written"),
                Arguments.of("evaluate --model DIR/none.bw DIR/a.csv", 3, "there is no readable model, DIR/none.bw"),
                overwriting("evaluate --model DIR/m.bw DIR/a.csv --out DIR", "DIR/a.csv"),
                overwriting("evaluate --model DIR/m.bw DIR/data --out DIR/data/..", "DIR/data/../data/b.csv"),
                overwriting("evaluate DIR/summary.json --out DIR", "DIR/summary.json"),
                overwriting("backtest DIR/a.csv --train-rows 2 --out DIR", "DIR/a.csv"),
                overwriting("backtest DIR/data --train-rows 2 --out DIR", "DIR/data/b.csv"),
                overwriting("backtest DIR/a.csv --train DIR/o/a.csv --out DIR/o", "DIR/o/a.csv"),
                Arguments.of("backtest DIR/a.csv --train-rows 2 --budget weekly --out DIR/o", 2, "'weekly' is not a"));
    }

    private static Arguments overwriting(String command, String input) {
        return Arguments.of(command, 2, "the results would overwrite an input, " + input + ": choose another --out");
    }

    @ParameterizedTest
    @MethodSource("badOptions")
    void evaluate_withABadOption_refusesItInOneLine(String command, int code, String fragment) throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("o"));
        List<Path> inputs = List.of(
                write("a.csv", SMALL),
                write("data/b.csv", SMALL),
                write("o/a.csv", SMALL),
                write("summary.json", SMALL));

        Cli cli = Cli.run(Arrays.stream(command.split(" ")).map(this::located).toArray(String[]::new));

        assertThat(cli.code()).as(cli.err()).isEqualTo(code);
        assertThat(cli.lastError()).startsWith("bellwether: ").contains(located(fragment));
        assertThat(cli.err()).doesNotContain("\tat ");
        assertThat(inputs).allSatisfy(input -> assertThat(input).hasContent(SMALL));
    }

    private String located(String text) {
        return text.replace("DIR", folder.toString());
    }
}
