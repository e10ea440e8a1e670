package io.bellwether.detector.topology;

import static io.bellwether.detector.TinyModels.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.detector.TinyModels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Telemetry that cannot be used: each kind with its reason in the dead letters and its counter, and nothing stops. */
class BadTelemetryTest {
    private static final Instant NOW = Bench.START.plusSeconds(100);

    /** A kind of bad record: what is sent, with which reason it is refused, how many readings that costs. */
    record Case(String name, @Nullable String key, @Nullable String value, String reason, int readings) {
        byte @Nullable [] bytes() {
            return value == null ? null : value.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> rejected() {
        String ts = "\"ts\":\"" + NOW + "\"";
        return Stream.of(
                new Case("not JSON", PUMP, "flow=1.5", "not_json", 1),
                new Case("a JSON list", PUMP, "[1, 2]", "not_json", 1),
                new Case("bytes", PUMP, "\0\u00ff\u0011\u0080", "not_json", 1),
                new Case("truncated", PUMP, "{" + ts + ",\"flow\":1.", "not_json", 1),
                new Case("huge", PUMP, "{" + ts + ",\"x\":\"" + "x".repeat(1 << 20) + "\"}", "too_large", 1),
                new Case("empty", PUMP, "", "empty", 1),
                new Case("no value", PUMP, null, "empty", 1),
                new Case("null key", null, "{" + ts + ",\"flow\":1.5,\"pressure\":1}", "no_asset", 1),
                new Case("empty key", "", "{" + ts + ",\"flow\":1.5,\"pressure\":1}", "no_asset", 1),
                new Case("timestamp missing", PUMP, "{\"flow\":1.5,\"pressure\":1}", "no_timestamp", 1),
                new Case("timestamp null", PUMP, "{\"ts\":null,\"flow\":1.5}", "no_timestamp", 1),
                new Case("timestamp unreadable", PUMP, "{\"ts\":\"yesterday\",\"flow\":1.5}", "bad_timestamp", 1),
                new Case("far future", PUMP, "{\"ts\":\"2999-01-01T00:00:00Z\",\"flow\":1.5}", "in_the_future", 1),
                new Case("no readings", PUMP, "{" + ts + "}", "no_readings", 1),
                new Case("unknown asset", "toaster", "{" + ts + ",\"flow\":1.5,\"pressure\":1}", "unknown_asset", 2),
                new Case("unknown sensor", PUMP, "{" + ts + ",\"colour\":3}", "unknown_sensor", 1),
                new Case("number as text", PUMP, "{" + ts + ",\"flow\":\"1.5\"}", "not_a_number", 1),
                new Case("number as object", PUMP, "{" + ts + ",\"flow\":{\"v\":1}}", "not_a_number", 1),
                new Case("NaN", PUMP, "{" + ts + ",\"flow\":NaN}", "not_finite", 1),
                new Case("Infinity", PUMP, "{" + ts + ",\"flow\":-Infinity}", "not_finite", 1),
                new Case("beyond a double", PUMP, "{" + ts + ",\"flow\":1e999}", "not_finite", 1));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void badRecord_isSent_goesToTheDeadLettersWithItsReasonAndCounts(Case bad) {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            bench.reading(PUMP, 98, 0, 0);

            bench.send(bad.key(), bad.bytes(), NOW);
            bench.reading(PUMP, 101, 0, 0);

            List<TestRecord<byte[], byte[]>> letters = bench.deadLetters();
            assertThat(letters).hasSize(1);
            assertThat(Bench.header(letters.get(0), "reason")).isEqualTo(bad.reason());
            assertThat(Bench.header(letters.get(0), "detail")).isNotBlank().hasSizeLessThan(600);
            assertThat(Bench.header(letters.get(0), "topic")).isEqualTo("bellwether.telemetry");
            assertThat(Bench.header(letters.get(0), "partition")).isEqualTo("0");
            assertThat(Bench.header(letters.get(0), "offset")).isEqualTo("1");
            assertThat(Bench.header(letters.get(0), "timestamp")).isEqualTo(String.valueOf(NOW.toEpochMilli()));
            assertThat(Bench.text(letters.get(0).key())).isEqualTo(bad.key() == null ? "(null)" : bad.key());
            assertThat(bench.count("readings.rejected", "reason", bad.reason())).isEqualTo(bad.readings());
            assertThat(bench.count("readings.rejected")).isEqualTo(bad.readings());
            assertThat(bench.count("records.dead.lettered")).isEqualTo(1);
            assertThat(bench.count("readings.received")).isEqualTo(4 + bad.readings());
            assertThat(bench.count("readings.in.frames")).isEqualTo(4);
            assertThat(bench.scores()).isNotEmpty(); // it goes on
        }
    }

    @Test
    void olderThanTheLastFrame_isSent_countsAsLate() {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            bench.reading(PUMP, 100, 0, 0);
            bench.reading(PUMP, 50, 0, 0);

            assertThat(reasons(bench)).containsExactly("late");
            assertThat(bench.count("readings.late")).isEqualTo(2);
            assertThat(bench.count("readings.rejected")).isZero();
            assertThat(bench.scores()).hasSize(1);
        }
    }

    @Test
    void duplicate_isSent_countsAsDuplicate() {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            bench.reading(PUMP, 100, 0, 0);
            bench.reading(PUMP, 100, 0, 0);

            assertThat(reasons(bench)).containsExactly("duplicate");
            assertThat(bench.count("readings.duplicate")).isEqualTo(2);
            assertThat(bench.scores()).hasSize(1);
        }
    }

    @Test
    void oneBadReadingAmongGood_isSent_theGoodAreUsedAndTheRecordIsADeadLetterOnce() {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            String record = "{\"ts\":\"" + NOW + "\",\"flow\":\"high\",\"colour\":3,\"pressure\":1.25}";
            bench.send(PUMP, record);

            List<TestRecord<byte[], byte[]>> letters = bench.deadLetters();
            assertThat(letters).hasSize(1);
            assertThat(Bench.header(letters.get(0), "reason")).isEqualTo("not_a_number");
            assertThat(Bench.text(letters.get(0).value())).isEqualTo(record);
            assertThat(bench.count("readings.received")).isEqualTo(3);
            assertThat(bench.count("readings.rejected", "reason", "not_a_number"))
                    .isEqualTo(1);
            assertThat(bench.count("readings.rejected", "reason", "unknown_sensor"))
                    .isEqualTo(1);
            assertThat(bench.count("readings.in.frames")).isEqualTo(1);
            // Nothing more can come for this slot: the frame is complete, its flow missing.
            assertThat(bench.scores()).hasSize(1);
        }
    }

    @Test
    void unknownAssetAndSensor_areToBeIgnored_areCountedAndNoDeadLetters() {
        Map<String, String> lenient = Map.of("unknown-assets", "ignore", "unknown-sensors", "ignore");
        try (Bench bench = new Bench(lenient, TinyModels.file("tiny", "1.0.0", 1))) {
            bench.reading("toaster", 100, 0, 0);
            bench.send(PUMP, "{\"ts\":\"" + NOW + "\",\"flow\":1,\"colour\":3,\"pressure\":1.25}");

            assertThat(bench.deadLetters()).isEmpty();
            assertThat(bench.count("readings.ignored")).isEqualTo(3);
            assertThat(bench.count("readings.rejected")).isZero();
            assertThat(bench.count("readings.in.frames")).isEqualTo(2);
        }
    }

    @Test
    void recordLargerThanADeadLetter_isSent_isCutAndSaysSo() {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            bench.send("k".repeat(200_000), new byte[1_000_000], NOW);

            TestRecord<byte[], byte[]> letter = bench.deadLetters().get(0);
            assertThat(Bench.header(letter, "reason")).isEqualTo("too_large");
            assertThat(Bench.header(letter, "value-length")).isEqualTo("1000000");
            assertThat(Bench.header(letter, "key-length")).isEqualTo("200000");
            assertThat(letter.key().length + letter.value().length)
                    .isBetween(Bench.DEAD_LETTER_BYTES / 2, Bench.DEAD_LETTER_BYTES);
        }
    }

    @Test
    void recordWithoutTimestampOfItsOwn_isSent_isUsed() {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            bench.send(PUMP, Bench.wide(NOW, 0, 0), Instant.EPOCH);

            assertThat(bench.deadLetters()).isEmpty();
            assertThat(bench.scores()).hasSize(1);
        }
    }

    @Test
    void timesOutsideTheUsual_areSent_nothingStops() {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            for (String time :
                    List.of("-1", "-62135596800", "-9e18", "-9.2e24", "-1e300", "1e300", "\"1969-07-20T20:17Z\"")) {
                bench.send(PUMP, "{\"ts\":" + time + ",\"flow\":1,\"pressure\":1}");
                bench.send(TinyModels.OTHER_PUMP, "{\"ts\":" + time + ",\"flow\":1,\"pressure\":1}");
            }
            bench.scores();
            bench.reading(PUMP, 100, 0, 0);
            bench.reading(PUMP, 101, 0, 0);

            assertThat(bench.scores()).extracting(score -> score.ts()).contains(NOW.toString());
        }
    }

    private static List<String> reasons(Bench bench) {
        return bench.deadLetters().stream()
                .map(letter -> Bench.header(letter, "reason"))
                .toList();
    }
}
