package io.bellwether.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.demo.plant.PlantSensor;
import io.bellwether.demo.processes.DetectorOptions;
import io.bellwether.demo.replay.ClusterException;
import io.bellwether.demo.replay.CsvTelemetry;
import io.bellwether.demo.replay.Replay;
import io.bellwether.demo.replay.Telemetry;
import io.bellwether.demo.replay.TopicNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** No reading is lost and nothing is said twice, whatever is killed; and the detector is the trainer's {@code score}. */
@ExtendWith(QuickModels.Provider.class)
@Timeout(180)
class CrashIT {
    /** Five days of plant time in so many seconds: slow enough to be caught half-way. */
    private static final int SECONDS = 4;
    /** How much of the input is sent before a strike, beyond the part whose scores are out. */
    private static final double AHEAD = 0.2;

    @TempDir
    private static Path dir;

    private static QuickModels models;
    private static Stage stage;
    private static List<Telemetry> input;
    private static Output reference;

    /** What a run has written. */
    private record Output(List<Seen> scores, List<Seen> alerts, List<Seen> deadLetters) {
        void assertSameAs(Output other) {
            assertThat(Comparison.difference(other.scores, scores)).as("scores").isEmpty();
            assertThat(Comparison.difference(other.alerts, alerts)).as("alerts").isEmpty();
            assertThat(Comparison.difference(other.deadLetters, deadLetters))
                    .as("dead letters")
                    .isEmpty();
        }
    }

    /** What happens to a run half-way. */
    private interface Mishap {
        void strike(DetectorRun run) throws Exception;
    }

    @BeforeAll
    static void runUndisturbed(QuickModels quickModels) throws Exception {
        models = quickModels;
        stage = Stage.open(dir);
        Path test = QuickModels.sampleData().resolve("test");
        input = CsvTelemetry.merged(List.of(test.resolve("pump-1.csv"), test.resolve("pump-2.csv")));
        reference = undisturbed("reference");
    }

    @AfterAll
    static void end() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void undisturbed_bothAssets_scoredWithAlertsInDifferentPartitions() {
        assertThat(reference.scores).hasSize(input.size());
        assertThat(reference.scores).extracting(Seen::partition).containsOnly(partitionsOf("pump-1", "pump-2"));
        assertThat(reference.alerts).extracting(Seen::key).contains("pump-1", "pump-2");
        assertThat(reference.deadLetters).isEmpty();
        assertThat(reference.scores)
                .extracting(Seen::timestamp)
                .containsExactlyInAnyOrderElementsOf(
                        input.stream().map(Telemetry::time).toList());
    }

    @Test
    void secondRun_sameInput_sameBytes() throws Exception {
        undisturbed("second").assertSameAs(reference);
    }

    @Test
    void detectorKilledTwice_exactlyOnce_sameBytesAsUndisturbed() throws Exception {
        Output output = disturbed("killed", options -> options, DetectorRun::killAndRestart, 0.3, 0.6);

        output.assertSameAs(reference);
    }

    @Test
    void brokerKilled_exactlyOnce_sameBytesAsUndisturbed() throws Exception {
        Output output = disturbed(
                "broker-killed",
                options -> options,
                run -> {
                    stage.broker().kill();
                    stage.broker().restart();
                },
                0.5);

        output.assertSameAs(reference);
    }

    /** The control: where nothing is promised, the comparison sees the difference. */
    @Test
    void detectorKilled_atLeastOnceWithRareCommits_repeatsItself() throws Exception {
        Output output = disturbed(
                "at-least-once",
                options -> options.with("guarantee", "at_least_once").with("commit-interval", "30s"),
                DetectorRun::killAndRestart,
                0.5);

        assertThat(output.scores).hasSizeGreaterThan(reference.scores.size());
        assertThat(Comparison.difference(reference.scores, output.scores)).isPresent();
    }

    @Test
    void scores_sameRecording_areThoseOfTheScoreCommandBitForBit() throws Exception {
        ScoreCsv.run(models.predictor(), "pump-1", dir).assertEquals(reference.scores);
        ScoreCsv.run(models.autoencoder(), "pump-2", dir).assertEquals(reference.scores);
    }

    private static Output undisturbed(String name) throws Exception {
        TopicNames topics = freshInput();
        try (DetectorRun run = DetectorRun.start(stage, stage.detector(name, topics))) {
            stage.write(input.stream()
                    .map(each -> each.toRecord(topics.telemetry()))
                    .toList());
            run.awaitScores(input.size());
            run.assertAccountsFor((long) input.size() * PlantSensor.values().length);
            return ended(run);
        }
    }

    private interface Change {
        DetectorOptions apply(DetectorOptions options);
    }

    /**
     * Replays, and strikes whenever this part of the scores is out. Little more than that part has been sent then, so
     * that the run is under way even on a machine that is slow to look.
     */
    private static Output disturbed(String name, Change change, Mishap mishap, double... parts) throws Exception {
        TopicNames topics = freshInput();
        try (DetectorRun run = DetectorRun.start(stage, change.apply(stage.detector(name, topics)));
                Producer<byte[], byte[]> producer = stage.producer()) {
            int from = 0;
            for (double part : parts) {
                int to = (int) ((part + AHEAD) * input.size());
                Replay replay = replay(producer, topics, input.subList(from, to));
                while (run.scoresSoFar() < part * input.size()) {
                    replay.sendDue();
                }
                producer.flush(); // what a producer repeats when a broker dies would shift the offsets that alerts name
                mishap.strike(run);
                sendAll(replay);
                from = to;
            }
            try {
                sendAll(replay(producer, topics, input.subList(from, input.size())));
            } catch (ClusterException e) {
                throw new AssertionError(stage.findings(topics.telemetry()), e);
            }
            run.awaitScoresOf(last("pump-1"), last("pump-2"));
            run.assertAccountsForWhatItReceived();
            return ended(run);
        }
    }

    private static Replay replay(Producer<byte[], byte[]> producer, TopicNames topics, List<Telemetry> part) {
        double speed = (double) Duration.ofDays(5).toSeconds() / SECONDS;
        return new Replay(producer, topics.telemetry(), part, speed, System::nanoTime);
    }

    private static void sendAll(Replay replay) {
        while (!replay.isDone()) {
            replay.sendDue();
        }
    }

    private static Telemetry last(String asset) {
        return input.stream()
                .filter(each -> each.asset().equals(asset))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /** The alerts name topic and offsets, so every run has its input in the same topic, from offset 0 on. */
    private static TopicNames freshInput() throws Exception {
        TopicNames topics = stage.freshTopics("input.");
        stage.publish(models.predictor(), topics);
        stage.publish(models.autoencoder(), topics);
        return topics;
    }

    private static Output ended(DetectorRun run) {
        run.stop();
        return new Output(run.scores(), run.alerts(), run.deadLetters());
    }

    private static Integer[] partitionsOf(String... assets) {
        return Arrays.stream(assets)
                .map(asset ->
                        BuiltInPartitioner.partitionForKey(asset.getBytes(StandardCharsets.UTF_8), Stage.PARTITIONS))
                .toArray(Integer[]::new);
    }
}
