package io.bellwether.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.demo.plant.PlantSensor;
import io.bellwether.demo.processes.MetricsPage;
import io.bellwether.demo.replay.CsvTelemetry;
import io.bellwether.demo.replay.Telemetry;
import io.bellwether.demo.replay.TopicNames;
import io.bellwether.messages.MessageJson;
import io.bellwether.messages.ScoreMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A new version of a model takes over while readings come, and nobody is unwatched for a moment. */
@ExtendWith(QuickModels.Provider.class)
@Timeout(180)
class HandoverIT {
    @TempDir
    private static Path dir;

    private static QuickModels models;
    private static Stage stage;
    private static List<Telemetry> input;

    @BeforeAll
    static void open(QuickModels quickModels) throws Exception {
        models = quickModels;
        stage = Stage.open(dir);
        Path test = QuickModels.sampleData().resolve("test");
        input = CsvTelemetry.merged(List.of(test.resolve("pump-1.csv"), test.resolve("pump-2.csv")));
    }

    @AfterAll
    static void end() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void newVersion_publishedWhileRunning_takesOverWithoutAGapInScores() throws Exception {
        TopicNames topics = stage.freshTopics("handover.");
        stage.publish(models.both(), topics);
        int half = input.size() / 2;
        try (DetectorRun run = DetectorRun.start(stage, stage.detector("handover-run", topics))) {
            send(input.subList(0, half), topics);
            run.awaitScores(half);
            stage.publish(models.bothAgain(), topics);
            awaitCount(run, "bellwether_model_loads_total", 2);
            send(input.subList(half, input.size()), topics);
            run.awaitScores(input.size());

            MetricsPage metrics = run.assertAccountsFor((long) input.size() * PlantSensor.values().length);
            assertThat(metrics.count("bellwether_model_handovers_total")).isEqualTo(2);
            run.stop();
            for (String asset : List.of("pump-1", "pump-2")) {
                assertOneHandover(asset, run.scores());
            }
        }
    }

    @Test
    void damagedVersion_publishedWhileRunning_isRefusedAndTheOldOneStays() throws Exception {
        TopicNames topics = stage.freshTopics("damaged.");
        stage.publish(models.both(), topics);
        int half = input.size() / 2;
        try (DetectorRun run = DetectorRun.start(stage, stage.detector("damaged-run", topics))) {
            send(input.subList(0, half), topics);
            run.awaitScores(half);
            byte[] damaged = Files.readAllBytes(models.bothAgain());
            damaged[damaged.length / 2] ^= 1;
            stage.write(
                    List.of(new ProducerRecord<>(topics.models(), "pumps".getBytes(StandardCharsets.UTF_8), damaged)));
            awaitCount(run, "bellwether_model_loads_refused_total", 1);
            send(input.subList(half, input.size()), topics);
            run.awaitScores(input.size());

            MetricsPage metrics = run.assertAccountsFor((long) input.size() * PlantSensor.values().length);
            assertThat(metrics.count("bellwether_model_handovers_total")).isZero();
            run.stop();
            ScoreCsv.run(models.both(), "pump-1", dir).assertEquals(run.scores());
            ScoreCsv.run(models.both(), "pump-2", dir).assertEquals(run.scores());
        }
    }

    private static void send(List<Telemetry> part, TopicNames topics) throws Exception {
        stage.write(part.stream().map(each -> each.toRecord(topics.telemetry())).toList());
    }

    private static void awaitCount(DetectorRun run, String counter, int count) {
        Awaitility.await(counter)
                .atMost(Stage.PATIENCE)
                .until(() -> run.process().metrics().count(counter) >= count);
    }

    /** Every slot once, in order; first the old model, then the new one, which was warm when it took over. */
    private static void assertOneHandover(String asset, List<Seen> topic) throws Exception {
        List<ScoreMessage> scores = new ArrayList<>();
        for (Seen record : topic) {
            if (record.key().equals(asset)) {
                scores.add(MessageJson.read(record.valueBytes(), ScoreMessage.class));
            }
        }
        assertThat(scores)
                .extracting(ScoreMessage::ts)
                .as("slots of %s", asset)
                .containsExactlyElementsOf(input.stream()
                        .filter(each -> each.asset().equals(asset))
                        .map(each -> Instant.ofEpochMilli(each.time()).toString())
                        .toList());
        Set<String> versions = new HashSet<>();
        int changes = 0;
        for (int i = 1; i < scores.size(); i++) {
            ScoreMessage now = scores.get(i);
            versions.add(now.model().version());
            if (!now.model().equals(scores.get(i - 1).model())) {
                changes++;
                assertThat(now.warmingUp())
                        .as("warm at the hand-over of %s", asset)
                        .isFalse();
                assertThat(i).as("hand-over of %s", asset).isGreaterThanOrEqualTo(scores.size() / 2);
            }
        }
        assertThat(changes).as("hand-overs of %s", asset).isEqualTo(1);
        assertThat(versions).containsExactlyInAnyOrder("1.0.0", "1.1.0");
        assertThat(scores.stream().skip(100)).noneMatch(ScoreMessage::warmingUp);
    }
}
