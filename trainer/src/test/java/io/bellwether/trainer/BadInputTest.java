package io.bellwether.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake a user can make with files and options: its exit code, and one line that says what, where, what to do. */
class BadInputTest {
    private static final String GOOD = "time,a,b\n1,1,2\n2,2,3\n3,1,4\n";

    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    /** A sound model of sensors speed, flow and sum of the asset pump. */
    @BeforeAll
    static void train() throws IOException {
        Samples.csv(models.resolve("pump.csv"), 300, 300, 1);
        Samples.smallConfig(models.resolve("train.yaml"));
        train("lstm-predictor", "pump.bw");
        train("z-score", "baseline.bw");
        train("z-score+pca", "both.bw");
    }

    private static void train(String kind, String file) {
        Cli cli = Cli.run(
                "train",
                "--data",
                models.resolve("pump.csv").toString(),
                "--kind",
                kind,
                "--label",
                "fault",
                "--out",
                models.resolve(file).toString(),
                "--config",
                models.resolve("train.yaml").toString());
        assertThat(cli.code()).as(cli.err()).isZero();
    }

    private static void assertRefused(Cli cli, int code, List<String> fragments) {
        assertThat(cli.code()).as(cli.err()).isEqualTo(code);
        assertThat(cli.lastError()).startsWith("bellwether: ").contains(fragments);
        assertThat(cli.err()).doesNotContain("\tat ");
    }

    static Stream<Arguments> csvFiles() {
        return Stream.of(
                bad("empty file", "", 3, "the file is empty, ", "x.csv"),
                bad("header only", "time,a\n", 3, "has a header but no rows, ", "x.csv"),
                bad("no numeric column", "time,state\n1,on\n2,off\n", 3, "the file has no numeric column, ", "x.csv"),
                bad("only a time column", "time\n1\n2\n", 3, "the file has no numeric column, "),
                bad(
                        "ragged row",
                        "time,a,b\n1,1,2\n2,2\n3,3,4\n",
                        3,
                        "a row has 2 fields, but the header has 3",
                        "line 3"),
                bad("unsorted", "time,a\n1,1\n3,2\n2,3\n", 3, "2 is older than the row before it", "'x'", "line 4"),
                bad("duplicate time", "time,a\n1,1\n2,2\n2,3\n", 3, "the timestamp 2 stands twice", "line 4"),
                bad("text in numbers", "time,a\n1,1\n2,two\n", 3, "column 'a' holds 'two', not a number", "line 3"),
                bad("infinite", "time,a\n1,1\n2,Infinity\n", 3, "column 'a' holds 'Infinity', not a finite", "line 3"),
                bad(
                        "no time",
                        "time,a\n1,1\nyesterday,2\n",
                        3,
                        "'yesterday' in column 'time' is not a timestamp",
                        "line 3"),
                bad("column twice", "time,a,a\n1,1,2\n", 3, "column 'a' stands twice in the header", "line 1"),
                bad("one row", "time,a\n1,1\n", 3, "one row says nothing about the sample period"),
                bad("never changes", "time,a\n1,5\n2,5\n3,5\n", 3, "no sensor ever changes, asset 'x'"),
                bad("huge", "time,a\n1,1e300\n2,-1e300\n3,2\n", 3, "a sensor's values are larger than 1.0E150"),
                bad("no value at all", "time,a\n1,\n2,\n", 3, "the file has no numeric column"),
                bad("unclosed quote", "time,a\n1,\"1\n2,2\n", 3, "x.csv"),
                bad("too short", GOOD, 3, "there is too little data, x.csv: 3 usable frames", "smaller sequence"));
    }

    private static Arguments bad(String name, String csv, int code, String... fragments) {
        return Arguments.of(name, csv, code, List.of(fragments));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("csvFiles")
    void train_onABadCsv_refusesItInOneLine(String name, String csv, int code, List<String> fragments)
            throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), csv);

        Cli cli = Cli.run(
                "train",
                "--data",
                file.toString(),
                "--out",
                folder.resolve("m.bw").toString());

        assertRefused(cli, code, fragments);
        assertThat(folder.resolve("m.bw")).doesNotExist();
    }

    static Stream<Arguments> options() {
        return Stream.of(
                Arguments.of("train --data nowhere.csv --out m.bw", 3, "there is no file or folder, nowhere.csv"),
                Arguments.of("train --data DIR/none --out m.bw", 3, "the folder holds no .csv file"),
                Arguments.of(
                        "train --data DIR/x.csv --label lable --out DIR/m.bw",
                        2,
                        "there is no column 'lable', DIR/x.csv: --label must name one of time, a, b"),
                Arguments.of("train --data DIR/x.csv --ignore c --out DIR/m.bw", 2, "--ignore must name one of"),
                Arguments.of(
                        "train --data DIR/all-bad.csv --label bad --out DIR/m.bw",
                        3,
                        "no row can be used for training, asset 'all-bad' from all-bad.csv: all are labelled"),
                Arguments.of(
                        "train --data DIR/x.csv --label b --out DIR/m.bw",
                        3,
                        "'2' in column 'b' is neither 0/1 nor true/false, DIR/x.csv line 2"),
                Arguments.of(
                        "train --data DIR/odd-label.csv --label bad --out DIR/m.bw",
                        3,
                        "'maybe' in column 'bad' is neither 0/1 nor true/false, DIR/odd-label.csv line 3"),
                Arguments.of(
                        "train --data DIR/x.csv --threshold f-beta --out DIR/m.bw",
                        3,
                        "no row is labelled anomalous, but the threshold f-beta is learned from such rows, x.csv: name"
                                + " their column with --label"),
                Arguments.of(
                        "train --data DIR/x.csv --threshold f-beta --config DIR/beta.yaml --out DIR/m.bw",
                        2,
                        "beta must be greater than 0.0"),
                Arguments.of(
                        "train --from-kafka --bootstrap localhost:1 --threshold f-beta --out DIR/m.bw",
                        2,
                        "the threshold f-beta is learned from labelled rows, which a topic does not have, command line"),
                Arguments.of("train --data DIR/x.csv --kind gru --out DIR/m.bw", 2, "unknown kind 'gru'"),
                Arguments.of("train --data DIR/x.csv --kind pca+ --out DIR/m.bw", 2, "unknown kind ''"),
                Arguments.of(
                        "train --data DIR/x.csv --kind pca+z-score+pca --out DIR/m.bw",
                        2,
                        "kind 'pca+z-score+pca' names one twice: leave it out"),
                Arguments.of("train --data DIR/x.csv --seed x --out DIR/m.bw", 2, "--seed"),
                Arguments.of("train --data DIR/x.csv --period 0s --out DIR/m.bw", 2, "period must be at least 1ms"),
                Arguments.of(
                        "train --data DIR/x.csv --dropout 1 --out DIR/m.bw", 2, "dropout must lie in [0, 1), not 1.0"),
                Arguments.of(
                        "train --data DIR/x.csv --channel-dropout 1.5 --out DIR/m.bw",
                        2,
                        "channelDropout must lie in [0, 1), not 1.5"),
                Arguments.of("train --data DIR/x.csv --truncate 3 --out DIR/m.bw", 2, "truncate must be at least 6"),
                Arguments.of(
                        "train --data DIR/x.csv --truncate 12 --kind lstm-autoencoder --out DIR/m.bw",
                        2,
                        "truncate is for lstm-predictor, not for lstm-autoencoder"),
                Arguments.of(
                        "train --data DIR/x.csv --truncate 12 --engine dl4j --out DIR/m.bw",
                        2,
                        "engine 'dl4j' cannot do this, command line: DL4J cannot leave out"),
                Arguments.of(
                        "train --data DIR/x.csv --kind lstm-autoencoder --config DIR/own.yaml --engine dl4j --out DIR/m.bw",
                        2,
                        "engine 'dl4j' cannot do this, command line: DL4J cannot feed a decoder its own output"),
                Arguments.of(
                        "train --data DIR/x.csv --period 200000d --out DIR/m.bw",
                        2,
                        "period: the duration '200000d' is longer than a hundred years"),
                Arguments.of(
                        "train --from-kafka --bootstrap h:1 --since 200000d --out DIR/m.bw",
                        2,
                        "--since: the duration '200000d' is longer than a hundred years"),
                Arguments.of("train --data DIR/x.csv --engine torch --out DIR/m.bw", 2, "unknown engine 'torch'"),
                Arguments.of("train --data DIR/x.csv --threads 0 --out DIR/m.bw", 2, "--threads must lie between"),
                Arguments.of("train --data DIR/x.csv --version one --out DIR/m.bw", 2, "'one' is not a semantic"),
                Arguments.of("train --data DIR/x.csv --name a/b --out DIR/m.bw", 2, "model name 'a/b' must be"),
                Arguments.of("train --data DIR/x.csv", 2, "--out"),
                Arguments.of("train --out DIR/m.bw", 2, "give either --data or --from-kafka"),
                Arguments.of("train --from-kafka --out DIR/m.bw", 2, "give --bootstrap HOST:PORT"),
                Arguments.of("train --from-kafka --bootstrap h:1 --since x --out DIR/m.bw", 2, "--since: 'x' is not"),
                Arguments.of(
                        "train --data DIR/x.csv --config DIR/none.yaml --out DIR/m.bw",
                        2,
                        "the config file cannot be read, DIR/none.yaml"),
                Arguments.of(
                        "train --data DIR/x.csv --config DIR/unknown.yaml --out DIR/m.bw",
                        2,
                        "unknown key 'hiden', DIR/unknown.yaml: use one of alerting"),
                Arguments.of(
                        "train --data DIR/x.csv --config DIR/bad.yaml --out DIR/m.bw",
                        2,
                        "folds must lie between 2 and 20, or be 0 to go by the amount of data, not 1, DIR/bad.yaml"),
                Arguments.of(
                        "train --data DIR/x.csv --config DIR/text.yaml --out DIR/m.bw",
                        2,
                        "bad value for 'updates', DIR/text.yaml"),
                Arguments.of(
                        "train --data DIR/x.csv --config DIR/without.yaml --out DIR/m.bw",
                        2,
                        "without must be one of following, fast, slow, whitening, gate, not 'median', DIR/without.yaml"),
                Arguments.of(
                        "train --data DIR/x.csv --config DIR/late.yaml --out DIR/m.bw",
                        2,
                        "at most 64 are allowed, config: mend assembly or period"),
                Arguments.of(
                        "train --data DIR/x.csv --parent DIR/none.bw --out DIR/m.bw",
                        3,
                        "there is no readable model, DIR/none.bw"),
                Arguments.of("backtest DIR/x.csv --out DIR/o", 2, "--train"),
                Arguments.of("backtest DIR/x.csv --train-rows 2 --train-fraction 0.5 --out DIR/o", 2, "exclusive"),
                Arguments.of("backtest DIR/x.csv --train-fraction 1.5 --out DIR/o", 2, "between 0 and 1, not 1.5"),
                Arguments.of("backtest DIR/x.csv --train-rows 3 --out DIR/o", 3, "3 of its 3 rows train"),
                Arguments.of("backtest DIR/x.csv DIR/x.csv --train-rows 3 --out DIR/o", 2, "two inputs would both be"),
                Arguments.of("score --model DIR/none.bw --data DIR/x.csv --out DIR/s.csv", 3, "no readable model"),
                Arguments.of(
                        "score --model MODEL --data DIR/x.csv --out DIR/s.csv",
                        3,
                        "the data lack the sensors speed, flow, sum of model 'pump', DIR/x.csv: it has a, b"),
                Arguments.of(
                        "score --model MODEL --data DIR/other.csv --out DIR/s.csv",
                        3,
                        "model 'pump' does not know the asset 'fan', DIR/other.csv: it knows pump"),
                Arguments.of("score --model MODEL --data DIR/unsorted.csv --out DIR/s.csv", 3, "line 3"),
                Arguments.of("score --model MODEL --data DIR/nowhere.csv --out DIR/s.csv", 3, "no readable file"),
                Arguments.of(
                        "score --model MODEL --data DIR/x.csv --out DIR/none/../x.csv",
                        2,
                        "the results would overwrite an input, DIR/none/../x.csv: choose another --out"),
                Arguments.of(
                        "evaluate --model MODEL DIR/x.csv --period 2s",
                        2,
                        "--period is for scores without times, command line: leave it out"),
                Arguments.of(
                        "evaluate --model MODEL DIR/unlabelled.csv --label bad",
                        3,
                        "the label is missing, DIR/unlabelled.csv line 3: write 0 or 1 into column 'bad'"),
                Arguments.of("export --model DIR/none.bw --to DIR/o", 3, "there is no readable model, DIR/none.bw"),
                Arguments.of("export --model MODEL", 2, "--to"),
                Arguments.of(
                        "export --model BASELINE --to DIR/o",
                        3,
                        "DL4J has no network for z-score, BASELINE: a baseline is computed from the data"),
                Arguments.of(
                        "import --model BASELINE --from DIR --data DIR/x.csv --out DIR/m.bw",
                        3,
                        "DL4J has no network for z-score"),
                Arguments.of(
                        "train --data DIR/x.csv --kind pca --out DIR/m.bw",
                        3,
                        "3 usable frames are fewer than 5 for each of 4 folds; give more rows"),
                Arguments.of(
                        "export --model BOTH --to DIR/o",
                        3,
                        "the model has networks of several kinds, BOTH: z-score+pca; only a model of one kind"),
                Arguments.of(
                        "train --data DIR/x.csv --kind z-score --search --out DIR/m.bw",
                        2,
                        "search is for networks that are trained, not for z-score"),
                Arguments.of("train --data DIR/x.csv --budget often --out DIR/m.bw", 2, "'often' is not a budget"),
                Arguments.of("train --data DIR/x.csv --threshold best --out DIR/m.bw", 2, "threshold must be one of"),
                Arguments.of(
                        "train --data DIR/x.csv --kind lstm --out DIR/m.bw",
                        2,
                        "unknown kind 'lstm': use auto, or lstm-predictor, lstm-autoencoder, z-score, pca, or several joined by +"),
                Arguments.of("export --model MODEL --to DIR/x.csv", 2, "the networks cannot be written, DIR/x.csv"),
                Arguments.of(
                        "import --model DIR/none.bw --from DIR --data DIR/x.csv --out DIR/m.bw",
                        3,
                        "there is no readable model, DIR/none.bw"),
                Arguments.of(
                        "import --model MODEL --from DIR --data DIR/x.csv --out DIR/m.bw --version one",
                        2,
                        "'one' is not a semantic"),
                Arguments.of("inspect DIR/none.bw", 3, "there is no readable model"),
                Arguments.of("inspect", 2, "Missing required parameter"),
                Arguments.of("publish --model MODEL", 2, "give --bootstrap HOST:PORT"),
                Arguments.of("conquer", 2, "conquer"),
                Arguments.of("", 2, "no command is given"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("options")
    void command_withABadOption_refusesItInOneLine(String command, int code, String fragment) throws IOException {
        Files.writeString(folder.resolve("x.csv"), GOOD);
        Files.writeString(folder.resolve("all-bad.csv"), "time,a,bad\n1,1,1\n2,2,1\n3,3,1\n");
        Files.writeString(folder.resolve("odd-label.csv"), "time,a,bad\n1,1,0\n2,2,maybe\n");
        Files.writeString(folder.resolve("unlabelled.csv"), "time,speed,flow,sum,bad\n1,1,2,3,0\n2,1,2,3,\n");
        Files.writeString(folder.resolve("other.csv"), "time,asset,speed,flow,sum\n1,fan,1,2,3\n");
        Files.writeString(folder.resolve("unsorted.csv"), "time,speed,flow,sum\n2,1,2,3\n1,1,2,3\n");
        Files.writeString(folder.resolve("unknown.yaml"), "hiden: [16]\n");
        Files.writeString(folder.resolve("own.yaml"), "decoder: own\n");
        Files.writeString(folder.resolve("bad.yaml"), "folds: 1\n");
        Files.writeString(folder.resolve("without.yaml"), "without: [median]\n");
        Files.writeString(folder.resolve("beta.yaml"), "beta: 0\n");
        Files.writeString(folder.resolve("late.yaml"), "assembly: {allowedLateness: 1h}\n");
        Files.writeString(folder.resolve("text.yaml"), "updates: many\n");
        Files.createDirectories(folder.resolve("none"));
        String[] args = Arrays.stream(command.split(" "))
                .filter(arg -> !arg.isEmpty())
                .map(this::located)
                .toArray(String[]::new);

        assertRefused(Cli.run(args), code, List.of(located(fragment)));
    }

    private String located(String text) {
        return text.replace("DIR", folder.toString())
                .replace("BASELINE", models.resolve("baseline.bw").toString())
                .replace("BOTH", models.resolve("both.bw").toString())
                .replace(
                        "MODEL",
                        text.equals("MODEL") ? models.resolve("pump.bw").toString() : "MODEL");
    }

    private Cli inspect(byte[] model) throws IOException {
        return Cli.run("inspect", Files.write(folder.resolve("bad.bw"), model).toString());
    }

    @Test
    void model_truncatedOrFlippedOrNone_isRefused() throws IOException {
        byte[] good = Files.readAllBytes(models.resolve("pump.bw"));
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;

        assertRefused(
                inspect(Arrays.copyOf(good, good.length - 100)),
                3,
                List.of("the model is refused, " + folder.resolve("bad.bw"), "truncated or damaged"));
        assertRefused(inspect(flipped), 3, List.of("the model is refused", "truncated or damaged"));
        assertRefused(inspect(new byte[0]), 3, List.of("the model is refused", "not a model file"));
        assertRefused(inspect("hello".repeat(100).getBytes(StandardCharsets.UTF_8)), 3, List.of("not a model file"));
    }

    @Test
    void model_ofAnotherFormatVersion_isRefused() throws Exception {
        byte[] future = withFormatVersion(Files.readAllBytes(models.resolve("pump.bw")), 99);

        assertRefused(inspect(future), 3, List.of("model format version 99 is not supported", "reads version 3"));
    }

    @Test
    void publish_whereNobodyListens_givesUpWithCodeFour() {
        Cli cli = Cli.run("publish", "--model", models.resolve("pump.bw").toString(), "--bootstrap", "localhost:1");

        assertRefused(cli, 4, List.of("Kafka does not answer within 10 s, localhost:1"));
    }

    /** A file with another version in its manifest, sealed as a writer of that version would have sealed it. */
    private static byte[] withFormatVersion(byte[] file, int version) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment("0".repeat(71));
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (entry.getName().equals("manifest.json")) {
                    bytes = new String(bytes, StandardCharsets.UTF_8)
                            .replaceFirst("\"formatVersion\" : \\d+", "\"formatVersion\" : " + version)
                            .getBytes(StandardCharsets.UTF_8);
                }
                CRC32 crc = new CRC32();
                crc.update(bytes);
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setMethod(ZipEntry.STORED);
                copy.setSize(bytes.length);
                copy.setCrc(crc.getValue());
                zip.putNextEntry(copy);
                zip.write(bytes);
                zip.closeEntry();
            }
        }
        byte[] sealed = out.toByteArray();
        byte[] body = Arrays.copyOf(sealed, sealed.length - 71);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        byte[] seal = ("sha256:" + hash).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(seal, 0, sealed, body.length, seal.length);
        return sealed;
    }
}
