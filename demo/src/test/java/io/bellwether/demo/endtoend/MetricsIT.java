package io.bellwether.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bellwether.demo.deploy.DeployedMetrics;
import io.bellwether.demo.processes.MetricsPage;
import io.bellwether.demo.replay.CsvTelemetry;
import io.bellwether.demo.replay.Telemetry;
import io.bellwether.demo.replay.TopicNames;
import java.io.File;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a running detector, which has seen good and bad records, faults and a bad model, tells over HTTP. */
@ExtendWith(QuickModels.Provider.class)
@Timeout(120)
class MetricsIT {
    private static final String PROMTOOL = "promtool";
    private static final String LAG = "kafka_consumer_fetch_manager_records_lag_max";

    @TempDir
    private static Path dir;

    private static Stage stage;
    private static DetectorRun run;
    private static MetricsPage page;

    @BeforeAll
    static void runDetector(QuickModels models) throws Exception {
        stage = Stage.open(dir);
        TopicNames topics = stage.freshTopics("metrics.");
        stage.publish(models.predictor(), topics);
        List<Telemetry> input = CsvTelemetry.read(QuickModels.sampleData().resolve("test/pump-1.csv"));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        PoisonRecords poison = new PoisonRecords(topics.telemetry(), 1);
        for (Telemetry each : input) {
            records.add(each.toRecord(topics.telemetry()));
            if (records.size() < 200) {
                records.add(poison.after(each).record());
            }
        }
        records.add(new ProducerRecord<>(topics.models(), bytes("pumps"), bytes("no model")));
        run = DetectorRun.start(stage, stage.detector("metrics-run", topics));
        stage.write(records);
        run.awaitScores(input.size());
        await("Kafka's own metrics, which are taken over every few seconds")
                .atMost(Duration.ofSeconds(60))
                .until(() -> run.process().metrics().names().contains(LAG));
        page = run.process().metrics();
    }

    @AfterAll
    static void end() {
        if (run != null) {
            run.close();
        }
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void metrics_promtool_findsNothingToSay() throws Exception {
        Optional<Path> promtool = onPath(PROMTOOL);
        assumeTrue(
                promtool.isPresent(),
                "SKIPPED: promtool is not installed (Debian: apt install prometheus), so nobody has checked /metrics");
        Path in = Files.writeString(dir.resolve("metrics.txt"), page.text());
        Path out = dir.resolve("promtool.txt");
        Process check = new ProcessBuilder(promtool.get().toString(), "check", "metrics")
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();

        assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(check.exitValue()).as(Files.readString(out)).isZero();
        assertThat(Files.readString(out)).isEmpty();
    }

    @Test
    void metrics_afterGoodAndBadRecords_countThem() {
        assertThat(page.count("bellwether_frames_scored_total")).isPositive();
        assertThat(page.count("bellwether_readings_rejected_total")).isPositive();
        assertThat(page.count("bellwether_model_loads_total")).isEqualTo(1);
        assertThat(page.count("bellwether_model_info")).isEqualTo(1);
        assertThat(page.count("bellwether_ready")).isEqualTo(1);
        assertThat(page.count("bellwether_alerts_total")).isPositive();
        assertThat(page.names())
                .contains(
                        LAG,
                        "jvm_memory_used_bytes",
                        "bellwether_score_threshold_ratio_bucket",
                        "bellwether_scoring_duration_seconds_bucket",
                        "bellwether_event_to_score_delay_seconds_bucket");
    }

    @Test
    void metrics_rulesAndDashboardOfDeploy_findAllTheyRead() {
        await("Kafka's own metrics, which are taken over a few at a time")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(DeployedMetrics.missingFrom(
                                run.process().metrics().text()))
                        .isEmpty());
    }

    @Test
    void metrics_labels_nameNoAsset() {
        assertThat(page.text().lines().filter(line -> line.startsWith("bellwether_")))
                .noneMatch(line -> line.contains("pump-1\"") || line.contains("asset="));
    }

    @Test
    void health_runningDetector_isLiveAndReady() throws Exception {
        URI admin = run.process().adminUri().orElseThrow();

        for (String path : List.of("/health/live", "/health/ready", "/metrics", "/api/v1/assets", "/api/v1/models")) {
            HttpURLConnection connection =
                    (HttpURLConnection) admin.resolve(path).toURL().openConnection();
            assertThat(connection.getResponseCode()).as(path).isEqualTo(200);
        }
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
