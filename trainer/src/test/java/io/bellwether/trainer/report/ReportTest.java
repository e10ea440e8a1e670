package io.bellwether.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bellwether.messages.EventTime;
import io.bellwether.trainer.Cli;
import io.bellwether.trainer.Samples;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The report of a backtest of two machines in one file, one of which has a fault; names are chosen to do harm. */
class ReportTest {
    static final String EVIL_SENSOR = "</script><img src=x onerror=alert(1)>";
    static final String EVIL_ASSET = "pump & <b>\"co\"</b>";

    private static final int ROWS = 900;
    private static final int TRAINING = 400;
    private static final int FAULT = 700;

    @TempDir
    private static Path folder;

    private static Cli backtest;
    private static ReportPage page;
    private static JsonNode data;

    /** Two assets row by row; {@code late} reads 8 too much from the fault on, in the sensor with the evil name. */
    static Path machines(Path file) throws IOException {
        Path one = Samples.csv(file.resolveSibling("one.tmp"), ROWS, ROWS, 1);
        Path two = Samples.csv(file.resolveSibling("two.tmp"), ROWS, FAULT, 2);
        List<String> quiet = Files.readAllLines(one);
        List<String> late = Files.readAllLines(two);
        List<String> lines = new ArrayList<>();
        lines.add(quiet.get(0).replace("flow", '"' + EVIL_SENSOR + '"') + ",asset");
        for (int row = 1; row <= ROWS; row++) {
            lines.add(quiet.get(row) + ",quiet");
            lines.add(late.get(row) + ",\"" + EVIL_ASSET.replace("\"", "\"\"") + '"');
        }
        return Files.write(file, lines);
    }

    private static Cli backtest(String out) {
        return Cli.run(
                "backtest",
                folder.resolve("machines.csv").toString(),
                "--train-rows=" + TRAINING,
                "--kind=z-score",
                "--label=fault",
                "--budget=1 per 1h",
                "--out=" + folder.resolve(out));
    }

    @BeforeAll
    static void report() throws IOException {
        machines(folder.resolve("machines.csv"));
        backtest = backtest("out");
        assertThat(backtest.code()).as(backtest.err()).isZero();
        page = ReportPage.of(folder.resolve("out/report.html"));
        data = page.data();
    }

    private static JsonNode asset(String name) {
        for (JsonNode asset : data.path("assets")) {
            if (asset.path("asset").asText().equals(name)) {
                return asset;
            }
        }
        throw new AssertionError("no asset " + name);
    }

    private static List<String[]> predictions(String asset) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out/machines.csv"))) {
            String[] fields = line.split(",", 5);
            if (fields[4].equals(asset)) {
                rows.add(fields);
            }
        }
        return rows;
    }

    @Test
    void backtest_atItsEnd_saysWhereTheReportIs() {
        assertThat(backtest.out().strip())
                .endsWith("to look at, in a browser: " + folder.resolve("out").resolve("report.html"));
    }

    @Test
    void page_withoutItsScripts_isWellFormedAndHasAPolicy() throws Exception {
        String markup = Pattern.compile("(<(script|style)[^>]*>).*?(</\\2>)", Pattern.DOTALL)
                .matcher(page.html())
                .replaceAll("$1$3");

        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(markup)));

        assertThat(document.getElementsByTagName("script").getLength()).isEqualTo(2);
        assertThat(markup)
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src"
                        + " data:;");
    }

    @Test
    void page_butForTheData_refersToNothingElsewhere() {
        assertThat(page.frame())
                .doesNotContain("{{")
                .doesNotContainPattern("(?i)https?:|\\bsrc\\s*=|url\\(|@import|\\bimport\\b|fetch\\(|XMLHttpRequest")
                .doesNotContainPattern("href\\s*[:=]\\s*\"(?!#)")
                .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(");
    }

    @Test
    void data_withNamesMadeToDoHarm_holdNoMarkup() {
        assertThat(page.json()).doesNotContain("<", ">", "&");
        assertThat(asset(EVIL_ASSET).path("sensors").findValuesAsText("name")).contains(EVIL_SENSOR, "speed", "sum");
    }

    @Test
    void scores_ofEveryAsset_areThePredictions() throws IOException {
        for (String name : List.of("quiet", EVIL_ASSET)) {
            String quoted = name.equals("quiet") ? name : '"' + name.replace("\"", "\"\"") + '"';
            List<String[]> rows = predictions(quoted);
            JsonNode asset = asset(name);

            assertThat(rows).hasSize(ROWS - TRAINING);
            assertThat(asset.path("framesPerPair").asInt()).isEqualTo(1);
            assertThat(asset.path("times")).hasSameSizeAs(rows);
            for (int row = 0; row < rows.size(); row++) {
                String[] fields = rows.get(row);
                long time = asset.path("start").asLong()
                        + asset.path("times").path(row).asLong();
                double score = Double.parseDouble(fields[2]);

                assertThat(EventTime.format(time)).isEqualTo(fields[0]);
                assertThat(asset.path("score").path(row).asDouble()).isCloseTo(score, within(5e-6 * score));
                assertThat(isWithin(
                                asset.path("alarms"), time - asset.path("start").asLong()))
                        .isEqualTo(fields[1].equals("1"));
                assertThat(isWithin(
                                asset.path("events"), time - asset.path("start").asLong()))
                        .isEqualTo(fields[3].equals("1"));
            }
        }
    }

    private static boolean isWithin(JsonNode spans, long time) {
        for (JsonNode span : spans) {
            if (span.path("from").asLong() <= time && time < span.path("to").asLong()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void sensors_ofAnAsset_areObservedAsInTheFileAndTheirPartsAddUpToTheScore() throws IOException {
        JsonNode asset = asset(EVIL_ASSET);
        List<String> lines = Files.readAllLines(folder.resolve("machines.csv"));

        for (int row = 0; row < ROWS - TRAINING; row++) {
            double parts = 0;
            for (JsonNode sensor : asset.path("sensors")) {
                parts += sensor.path("contribution").path(row).asDouble();
                assertThat(sensor.path("expected").path(row).isNumber()).isTrue();
                if (sensor.path("name").asText().equals("speed")) {
                    double inFile = Double.parseDouble(
                            lines.get(2 + 2 * (TRAINING + row)).split(",", 3)[1]);
                    assertThat(sensor.path("observed").path(row).asDouble()).isCloseTo(inFile, within(5e-6));
                }
            }
            double score = asset.path("score").path(row).asDouble();
            assertThat(parts).isCloseTo(score, within(0.01 * score));
        }
    }

    @Test
    void event_thatWasFound_saysWhenAndWhichSensorsShowedIt() {
        JsonNode asset = asset(EVIL_ASSET);

        JsonNode event = asset.path("events").path(0);

        JsonNode opening = event.path("opening");
        assertThat(asset.path("events")).hasSize(1);
        assertThat(event.path("from").asLong()).isEqualTo(1000L * (FAULT - TRAINING));
        assertThat(event.path("delay").asLong())
                .isBetween(0L, 20_000L)
                .isEqualTo(opening.path("time").asLong() - event.path("from").asLong());
        assertThat(opening.path("ratio").asDouble()).isGreaterThan(1);
        assertThat(event.path("highest").path("score").asDouble())
                .isGreaterThan(opening.path("score").asDouble());
        List<Double> parts = new ArrayList<>();
        for (JsonNode sensor : opening.path("sensors")) {
            parts.add(sensor.path("contribution").asDouble());
            if (sensor.path("name").asText().equals(EVIL_SENSOR)) {
                double shown = sensor.path("observed").asDouble()
                        - sensor.path("expected").asDouble();
                assertThat(shown).isGreaterThan(4); // 8 too much
            }
        }
        assertThat(parts).hasSize(3).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(parts.stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(opening.path("score").asDouble(), within(1e-4));
    }

    @Test
    void figures_ofTheReport_areThoseOfTheSummaryAndOfTheOutput() throws IOException {
        JsonNode pooled = new ObjectMapper()
                .readTree(folder.resolve("out/summary.json").toFile())
                .path("pooled");
        int falseAlarms = 0;
        int found = 0;
        int events = 0;
        for (JsonNode asset : data.path("assets")) {
            falseAlarms += asset.path("falseAlarms").size();
            found += asset.path("found").asInt();
            events += asset.path("events").size();
        }

        assertThat(falseAlarms).isEqualTo(pooled.path("falseAlarms").asInt());
        assertThat(events).isEqualTo(pooled.path("events").asInt());
        assertThat(found).isEqualTo(1);
        assertThat(asset(EVIL_ASSET).path("events").path(0).path("delay").asDouble() / 1000)
                .isEqualTo(pooled.path("meanDelaySeconds").asDouble());
        for (JsonNode line : data.path("headlines")) {
            assertThat(backtest.out()).contains(line.asText());
        }
        assertThat(data.path("headlines")).hasSize(2);
        for (JsonNode row : data.path("tables").path(0).path("rows")) {
            assertThat(backtest.out())
                    .containsPattern("(?m)^"
                            + Pattern.quote(row.path(0).asText()) + " +"
                            + Pattern.quote(row.path(1).asText()) + "$");
        }
    }

    @Test
    void histogram_ofAnAsset_countsEveryJudgedFrame() {
        JsonNode histogram = asset(EVIL_ASSET).path("histogram");

        assertThat(sum(histogram.path("normal"))).isEqualTo(FAULT - TRAINING);
        assertThat(sum(histogram.path("labelled"))).isEqualTo(ROWS - FAULT);
        assertThat(asset(EVIL_ASSET).path("tail").path("note").asText()).isNotEmpty();
    }

    private static int sum(JsonNode counts) {
        int sum = 0;
        for (JsonNode count : counts) {
            sum += count.asInt();
        }
        return sum;
    }

    @Test
    void report_writtenTwice_isTheSameBytes() throws IOException {
        assertThat(backtest("again").code()).isZero();

        assertThat(folder.resolve("again/report.html")).hasSameBinaryContentAs(folder.resolve("out/report.html"));
    }

    @Test
    void evaluate_withAReport_writesItWithTheModelButWithoutATail() throws Exception {
        assertThat(Cli.run(
                                "train",
                                "--data=" + folder.resolve("machines.csv"),
                                "--kind=pca",
                                "--label=fault",
                                "--out=" + folder.resolve("model.bw"))
                        .code())
                .isZero();

        Cli evaluate = Cli.run(
                "evaluate",
                "--model=" + folder.resolve("model.bw"),
                "--label=fault",
                "--report=" + folder.resolve("reports/evaluation.html"),
                folder.resolve("machines.csv").toString());

        assertThat(evaluate.code()).as(evaluate.err()).isZero();
        assertThat(evaluate.out()).contains("in a browser: " + folder.resolve("reports/evaluation.html"));
        JsonNode evaluated =
                ReportPage.of(folder.resolve("reports/evaluation.html")).data();
        assertThat(evaluated.path("title").asText()).isEqualTo("Evaluation");
        assertThat(evaluated.path("assets")).hasSize(2);
        assertThat(evaluated.path("facts").toString()).contains("model", "sha256", "pca");
        assertThat(evaluated.path("assets").path(0).path("frames").asInt()).isEqualTo(ROWS);
        assertThat(evaluated.path("assets").path(0).path("tail").path("note").asText())
                .contains("backtest draws it");
        assertSameAsScore(evaluated.path("assets").path(1));
    }

    /** What the command {@code score} says of the frame that opened the alarm. */
    private static void assertSameAsScore(JsonNode asset) throws IOException {
        Cli score = Cli.run(
                "score",
                "--model=" + folder.resolve("model.bw"),
                "--data=" + folder.resolve("machines.csv"),
                "--ignore=fault",
                "--out=" + folder.resolve("scores.csv"));
        assertThat(score.code()).as(score.err()).isZero();
        JsonNode opening = asset.path("events").path(0).path("opening");
        String time = EventTime.format(
                asset.path("start").asLong() + opening.path("time").asLong());
        List<NamedCsvRecord> frames;
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(folder.resolve("scores.csv"))) {
            frames = reader.stream()
                    .filter(frame -> frame.getField("asset").equals(EVIL_ASSET)
                            && frame.getField("timestamp").equals(time))
                    .toList();
        }

        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).getField("alarm")).isEqualTo("1");
        for (int n = 1; n <= 3; n++) {
            JsonNode sensor = opening.path("sensors").path(n - 1);
            assertThat(sensor.path("name").asText()).isEqualTo(frames.get(0).getField("sensor" + n));
            for (String field : List.of("contribution", "observed", "expected")) {
                double told = Double.parseDouble(frames.get(0).getField(field + n));
                assertThat(sensor.path(field).asDouble()).isCloseTo(told, within(5e-6 * Math.abs(told)));
            }
        }
    }

    @Test
    void evaluate_withAReportOverItsInputOrWithoutAModel_isRefused() throws IOException {
        Path scores = Files.writeString(folder.resolve("scores.csv"), "label,prediction\n0,0\n1,1\n");

        Cli over = Cli.run("evaluate", scores.toString(), "--report=" + scores);
        Cli without = Cli.run("evaluate", scores.toString(), "--report=" + folder.resolve("r.html"));

        assertThat(over.code()).isEqualTo(2);
        assertThat(over.lastError()).contains("would overwrite an input", scores.toString());
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.lastError()).contains("--report shows what a model says", "give --model");
    }

    @Test
    void report_withAFurtherTable_showsIt() throws IOException {
        ReportTable contest = new ReportTable(
                "Contest", List.of("candidate", "F1"), List.of(List.of("pca", "0.9"), List.of("<i>", "0.8")));

        new Report("Backtest", List.of(), List.of(), List.of(contest), new AssetSections(Map.of()))
                .write(folder.resolve("contest.html"));

        ReportPage written = ReportPage.of(folder.resolve("contest.html"));
        assertThat(written.json()).doesNotContain("<");
        assertThat(written.data().path("tables").path(0)).isEqualTo(new ObjectMapper().readTree("""
                                {"title":"Contest","header":["candidate","F1"],"rows":[["pca","0.9"],["<i>","0.8"]]}"""));
        assertThat(written.data().path("assets")).isEmpty();
    }

    @Test
    void table_withARowOfAnotherWidth_isRefused() {
        assertThatThrownBy(() -> new ReportTable("Contest", List.of("a", "b"), List.of(List.of("1"))))
                .hasMessage("a row of table 'Contest' has 1 cells below 2 titles");
    }
}
