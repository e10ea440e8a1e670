package io.bellwether.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.demo.endtoend.PoisonRecords.Poison;
import io.bellwether.demo.plant.PlantSensor;
import io.bellwether.demo.processes.MetricsPage;
import io.bellwether.demo.replay.CsvTelemetry;
import io.bellwether.demo.replay.Telemetry;
import io.bellwether.demo.replay.TopicNames;
import io.bellwether.messages.Rejection.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A bad record stops nothing and is not lost: it lies in the dead letters, with the reason. */
@ExtendWith(QuickModels.Provider.class)
@Timeout(180)
class PoisonIT {
    private static final int POISONS = 1_000;

    /** {@code -Dbellwether.seed=N} tries others. */
    private static final long SEED = Long.getLong("bellwether.seed", 20260302);

    @TempDir
    private static Path dir;

    private static QuickModels models;
    private static Stage stage;

    /** Partition and offset. */
    private record Place(int partition, long offset) {
        static Place of(Seen deadLetter) {
            return new Place(
                    Integer.parseInt(deadLetter.headers().get("bellwether.partition")),
                    Long.parseLong(deadLetter.headers().get("bellwether.offset")));
        }
    }

    @BeforeAll
    static void open(QuickModels quickModels) {
        models = quickModels;
        stage = Stage.open(dir);
    }

    @AfterAll
    static void end() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void thousandBadRecords_amongGoodOnes_eachInTheDeadLettersAndAllGoodOnesScored() throws Exception {
        TopicNames topics = stage.freshTopics("poison.");
        stage.publish(models.predictor(), topics);
        List<Telemetry> good = CsvTelemetry.read(QuickModels.sampleData().resolve("test/pump-1.csv"));
        try (DetectorRun run = DetectorRun.start(stage, stage.detector("poison-run", topics))) {
            Map<Place, Poison> poisons = write(good, topics.telemetry());
            run.awaitScores(good.size());
            MetricsPage metrics = awaitDeadLettersCounted(run);
            List<Seen> deadLetters = run.deadLetters();

            assertThat(deadLetters).as("dead letters, seed %d", SEED).hasSize(POISONS);
            Set<Place> found = new HashSet<>();
            for (Seen letter : deadLetters) {
                Poison poison = poisons.get(Place.of(letter));
                assertThat(poison)
                        .as("a good record in the dead letters: %s", letter)
                        .isNotNull();
                assertIsOf(poison, letter, topics.telemetry());
                found.add(Place.of(letter));
            }
            assertThat(found).as("each bad record, seed %d", SEED).isEqualTo(poisons.keySet());

            ScoreCsv.run(models.predictor(), "pump-1", dir).assertEquals(run.scores());
            assertThat(run.scores()).extracting(Seen::key).containsOnly("pump-1");
            assertThat(metrics.count("bellwether_readings_in_frames_total"))
                    .isEqualTo((long) good.size() * PlantSensor.values().length);
            assertThat(metrics.count("bellwether_records_dead_lettered_total")).isEqualTo(POISONS);
            assertThat(metrics.count("bellwether_readings_received_total"))
                    .isEqualTo(metrics.count("bellwether_readings_rejected_total")
                            + metrics.count("bellwether_readings_ignored_total")
                            + metrics.count("bellwether_readings_late_total")
                            + metrics.count("bellwether_readings_duplicate_total")
                            + metrics.count("bellwether_readings_in_frames_total"));
            run.stop();
        }
    }

    @Test
    void seed_thousandRecords_comesUponEveryReason() {
        PoisonRecords maker = new PoisonRecords("t", SEED);
        Telemetry good = new Telemetry("pump-1", 0, "{\"ts\":\"1970-01-01T00:00:00Z\",\"flow\":1}");
        Set<Reason> named = new HashSet<>();
        for (int i = 0; i < POISONS; i++) {
            Poison poison = maker.after(good);
            if (poison.reasons().size() == 1) {
                named.addAll(poison.reasons());
            }
        }

        Set<Reason> ofJson = EnumSet.complementOf(EnumSet.of(Reason.NOT_AVRO));
        assertThat(named).isEqualTo(ofJson);
    }

    /** All good records in their order, bad ones at random places, some in a row; where the bad ones have come to lie. */
    private static Map<Place, Poison> write(List<Telemetry> good, String topic) throws Exception {
        PoisonRecords maker = new PoisonRecords(topic, SEED);
        Random random = new Random(SEED + 1);
        int[] after = new int[good.size()];
        for (int i = 0; i < POISONS; i++) {
            after[random.nextInt(good.size())]++;
        }
        List<Poison> poisons = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = stage.producer()) {
            for (int i = 0; i < good.size(); i++) {
                Future<RecordMetadata> unwatched = producer.send(good.get(i).toRecord(topic));
                assertThat(unwatched).isNotNull();
                for (int n = 0; n < after[i]; n++) {
                    Poison poison = maker.after(good.get(i));
                    poisons.add(poison);
                    sent.add(producer.send(poison.record()));
                }
            }
        }
        Map<Place, Poison> placed = new HashMap<>();
        for (int i = 0; i < poisons.size(); i++) {
            RecordMetadata metadata = sent.get(i).get();
            placed.put(new Place(metadata.partition(), metadata.offset()), poisons.get(i));
        }
        return placed;
    }

    /** The original bytes, headers and timestamp, a reason that fits, and where it came from. */
    private static void assertIsOf(Poison poison, Seen letter, String topic) {
        String what = poison.kind() + " " + letter;
        assertThat(poison.reasons())
                .as(what)
                .extracting(Reason::label)
                .contains(letter.headers().get("bellwether.reason"));
        assertThat(letter.key()).as(what).isEqualTo(Seen.text(poison.record().key()));
        assertThat(letter.value()).as(what).isEqualTo(Seen.text(poison.record().value()));
        assertThat(letter.timestamp()).as(what).isEqualTo(poison.record().timestamp());
        assertThat(letter.headers())
                .as(what)
                .containsEntry("source", poison.kind())
                .containsEntry("bellwether.topic", topic)
                .hasEntrySatisfying(
                        "bellwether.detail", detail -> assertThat(detail).isNotBlank());
    }

    /** The scores may all be out before records of other partitions are read. */
    private static MetricsPage awaitDeadLettersCounted(DetectorRun run) {
        long deadline = System.nanoTime() + Stage.PATIENCE.toNanos();
        MetricsPage metrics = run.process().metrics();
        while (metrics.count("bellwether_records_dead_lettered_total") < POISONS) {
            assertThat(System.nanoTime())
                    .as(String.format(
                            Locale.ROOT,
                            "time for %d dead letters, of which %d are counted",
                            POISONS,
                            metrics.count("bellwether_records_dead_lettered_total")))
                    .isLessThan(deadline);
            metrics = run.process().metrics();
        }
        return metrics;
    }
}
