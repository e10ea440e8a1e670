package io.bellwether.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.messages.EventTime;
import io.bellwether.trainer.threads.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds every figure to an independent implementation in Python, on machines that have it beside the checkout. */
class ReferenceTest {
    private static final Path REFERENCE = Path.of("..", "..", "shared", "tools", "evaluate.py");

    private static final Map<String, Measure> MEASURES = Map.ofEntries(
            Map.entry("auc_pr", Measure.AUC_PR),
            Map.entry("auc_roc", Measure.AUC_ROC),
            Map.entry("vus_pr", Measure.VUS_PR),
            Map.entry("vus_roc", Measure.VUS_ROC),
            Map.entry("precision", Measure.PRECISION),
            Map.entry("recall", Measure.RECALL),
            Map.entry("f1", Measure.F1),
            Map.entry("far", Measure.FALSE_ALARM_RATE),
            Map.entry("mar", Measure.MISSED_RATE),
            Map.entry("events", Measure.EVENTS),
            Map.entry("event_recall", Measure.EVENT_RECALL),
            Map.entry("false_alarms", Measure.FALSE_ALARMS),
            Map.entry("false_alarms_per_day", Measure.FALSE_ALARMS_PER_DAY),
            Map.entry("delay_mean_s", Measure.MEAN_DELAY),
            Map.entry("delay_median_s", Measure.MEDIAN_DELAY));

    /** Figures that look better than the detector is; nobody shall have them here. */
    private static final Set<String> LEFT_OUT = Set.of("best_f1_oracle", "pa_f1_MISLEADING");

    private static final double TOLERANCE = 1e-6;

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireReference() throws Exception {
        boolean there = Files.isRegularFile(REFERENCE) && hasNumpy();
        if (!there) {
            System.err.println("SKIPPED: evaluation is not compared with the reference, which needs python3, numpy and "
                    + REFERENCE);
        }
        assumeTrue(there, "python3, numpy and " + REFERENCE + " are needed");
    }

    private static boolean hasNumpy() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import numpy")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 100", "3, 33", "4, 0", "5, 100"})
    void figures_ofRandomFiles_areThoseOfTheReference(long seed, int window) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<Path> files = new ArrayList<>();
        int[] rows = {60, 249, 250, 997, 2500};
        for (int f = 0; f < rows.length; f++) {
            files.add(file(folder.resolve("file" + f + ".csv"), rows[f], f, random));
        }

        JsonNode reference = reference(files, window);
        Map<String, LabelledSeries> series = new LinkedHashMap<>();
        for (Path file : files) {
            series.put(file.toString(), LabelledFile.read(file, null, Duration.ofSeconds(1)));
        }
        Evaluation evaluation = Evaluation.of(series, window, new Workers(1));

        double worst = compare("pooled", reference.path("pooled"), evaluation.pooled());
        for (Path file : files) {
            Quality quality = evaluation.files().get(file.toString());
            worst = Math.max(
                    worst, compare(file.toString(), reference.path("files").path(file.toString()), quality));
        }
        for (Map.Entry<String, JsonNode> figure : reference.path("mean").properties()) {
            if (!LEFT_OUT.contains(figure.getKey())) {
                double ours = evaluation.mean(MEASURES.get(figure.getKey()));
                worst = Math.max(worst, difference("mean " + figure.getKey(), figure.getValue(), ours));
            }
        }
        assertThat(reference.path("mean").size()).isEqualTo(MEASURES.size() + LEFT_OUT.size());
        System.out.printf("seed %d: largest relative difference to the reference %.1e%n", seed, worst);
    }

    /** Kinds of trouble: ties, gaps, events at both ends, negative scores, a file without events, rows without times. */
    private static Path file(Path path, int rows, int kind, SplittableRandom random) throws IOException {
        StringBuilder text =
                new StringBuilder(kind == 4 ? "label,score,prediction\n" : "datetime,label,score,prediction\n");
        long millis = 1_767_225_600_000L;
        boolean event = kind == 1;
        for (int row = 0; row < rows; row++) {
            event = kind != 2 && random.nextDouble() < (event ? 0.95 : 0.01);
            event |= kind == 1 ? row > rows - 5 : (kind == 0 && row >= 20 && row < 30);
            double score = random.nextDouble() * 3 - (kind == 3 ? 2 : 0) + (event ? 0.5 : 0);
            String told = kind % 2 == 1 ? String.valueOf(Math.round(score * 4) / 4.0) : String.valueOf(score);
            boolean alarm = random.nextDouble() < (event ? 0.2 : 0.02);
            if (kind != 4) {
                text.append(EventTime.format(millis)).append(',');
            }
            text.append(event ? 1 : 0)
                    .append(',')
                    .append(told)
                    .append(',')
                    .append(alarm ? 1 : 0)
                    .append('\n');
            boolean gap = kind > 0 && random.nextDouble() < 0.02;
            millis += 1000L * (gap ? random.nextInt(2, 5000) : random.nextDouble() < 0.1 ? 2 : 1);
        }
        return Files.writeString(path, text);
    }

    private JsonNode reference(List<Path> files, int window) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("python3", REFERENCE.toString(), "--json", "--window", String.valueOf(window)));
        files.forEach(file -> command.add(file.toString()));
        Path out = folder.resolve("reference.json");
        Process python = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        assertThat(python.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(python.exitValue())
                .as(Files.readString(folder.resolve("errors"), StandardCharsets.UTF_8))
                .isZero();
        return JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build()
                .readTree(out.toFile());
    }

    private static double compare(String where, JsonNode reference, Quality quality) {
        assertThat(reference.size()).as(where).isPositive();
        double worst = 0;
        for (Map.Entry<String, JsonNode> figure : reference.properties()) {
            if (!LEFT_OUT.contains(figure.getKey())) {
                assertThat(MEASURES).containsKey(figure.getKey());
                double ours = MEASURES.get(figure.getKey()).of(quality);
                worst = Math.max(worst, difference(where + " " + figure.getKey(), figure.getValue(), ours));
            }
        }
        return worst;
    }

    private static double difference(String what, JsonNode reference, double ours) {
        double theirs = reference.asDouble();
        if (Double.isNaN(theirs)) {
            assertThat(ours).as(what).isNaN();
            return 0;
        }
        double scale = Math.max(1, Math.abs(theirs));
        assertThat(ours).as(what).isCloseTo(theirs, within(TOLERANCE * scale));
        return Math.abs(ours - theirs) / scale;
    }
}
