package io.bellwether.detector.topology;

import static io.bellwether.detector.TinyModels.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.detector.TinyModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Telemetry in Avro: the same scores as from JSON, and what cannot be used goes the same way. */
class AvroTelemetryTest {
    private static final Instant NOW = Bench.START.plusSeconds(100);
    private static final byte[] MODEL = TinyModels.file("tiny", "1.0.0", 1);

    @TempDir
    static Path dir;

    /** The time may be missing, the pressure too, or be a text. */
    private static Map<String, String> wide(String header) {
        return settings(header, """
                {"type": "record", "name": "Reading", "namespace": "plant", "fields": [
                  {"name": "ts", "type": ["null", {"type": "long", "logicalType": "timestamp-millis"}]},
                  {"name": "flow", "type": "double"},
                  {"name": "pressure", "type": ["null", "double", "string"]}
                ]}
                """);
    }

    private static Map<String, String> perTag() {
        Map<String, String> settings = new HashMap<>(settings("none", """
                {"type": "record", "name": "Reading", "fields": [
                  {"name": "tag", "type": {"type": "enum", "name": "Tag", "symbols": ["flow", "pressure"]}},
                  {"name": "value", "type": "double"},
                  {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-micros"}}
                ]}
                """));
        settings.put("telemetry.layout", "long");
        return settings;
    }

    private static Map<String, String> settings(String header, String schema) {
        try {
            Path file = Files.writeString(Files.createTempFile(dir, "reading", ".avsc"), schema);
            return Map.of(
                    "telemetry.format",
                    "avro",
                    "telemetry.avro.schema",
                    file.toString(),
                    "telemetry.avro.header",
                    header);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "confluent"})
    void sameReadings_inAvroAndJson_giveByteEqualScoresAndAlerts(String header) {
        byte[] before = header.equals("none") ? new byte[0] : new byte[] {0, 0, 0, 18, 103};
        try (Bench json = new Bench(Map.of(), MODEL);
                Bench avro = new Bench(wide(header), MODEL)) {
            SplittableRandom random = new SplittableRandom(7);
            for (int second = 0; second < 200; second++) {
                double flow = random.nextGaussian() + (second >= 120 && second < 130 ? 15 : 0);
                double pressure = random.nextGaussian();
                json.reading(PUMP, second, flow, pressure);
                Instant time = Bench.START.plusSeconds(second);
                avro.send(PUMP, joined(before, wide(time, flow, pressure)), time);
            }

            assertThat(avro.rawScores()).isEqualTo(json.rawScores()).hasSize(200);
            assertThat(avro.rawAlerts()).isEqualTo(json.rawAlerts()).isNotEmpty();
            assertThat(avro.deadLetters()).isEmpty();
        }
    }

    @Test
    void sameReadings_oneInARecord_giveByteEqualScores() {
        try (Bench json = new Bench(Map.of(), MODEL);
                Bench avro = new Bench(perTag(), MODEL)) {
            for (int second = 0; second < 100; second++) {
                double flow = Math.sin(second);
                json.reading(PUMP, second, flow, 0.5);
                Instant time = Bench.START.plusSeconds(second);
                byte[] micros = number(time.toEpochMilli() * 1000);
                avro.send(PUMP, joined(number(0), bits(flow), micros), time);
                avro.send(PUMP, joined(number(1), bits(0.5), micros), time);
            }

            assertThat(avro.rawScores()).isEqualTo(json.rawScores()).hasSize(100);
            assertThat(avro.deadLetters()).isEmpty();
        }
    }

    /** What is sent, with which reason it is refused, how many readings that costs. */
    static Stream<Arguments> rejected() {
        byte[] good = wide(NOW, 1.5, 1);
        byte[] time = joined(number(1), number(NOW.toEpochMilli()));
        return Stream.of(
                Arguments.of("JSON", PUMP, Bench.wide(NOW, 1.5, 1), "not_avro", 1),
                Arguments.of("truncated", PUMP, Arrays.copyOf(good, good.length - 1), "not_avro", 1),
                Arguments.of("a byte too many", PUMP, Arrays.copyOf(good, good.length + 1), "not_avro", 1),
                Arguments.of("2 GB of text", PUMP, joined(time, bits(1.5), number(2), number(1L << 31)), "not_avro", 1),
                Arguments.of("huge", PUMP, new byte[1 << 20], "too_large", 1),
                Arguments.of("empty", PUMP, new byte[0], "empty", 1),
                Arguments.of("no value", PUMP, null, "empty", 1),
                Arguments.of("null key", null, good, "no_asset", 1),
                Arguments.of("empty key", "", good, "no_asset", 1),
                Arguments.of("timestamp null", PUMP, joined(number(0), bits(1.5), number(0)), "no_timestamp", 1),
                Arguments.of(
                        "timestamp beyond all years",
                        PUMP,
                        joined(number(1), number(Long.MIN_VALUE), bits(1.5), number(0)),
                        "bad_timestamp",
                        1),
                Arguments.of("far future", PUMP, wide(NOW.plusSeconds(3601), 1.5, 1), "in_the_future", 1),
                Arguments.of("unknown asset", "toaster", good, "unknown_asset", 2),
                Arguments.of(
                        "text",
                        PUMP,
                        joined(time, bits(1.5), number(2), number(2), "hi".getBytes(StandardCharsets.UTF_8)),
                        "not_a_number",
                        1),
                Arguments.of("NaN", PUMP, wide(NOW, Double.NaN, 1), "not_finite", 1),
                Arguments.of("Infinity", PUMP, wide(NOW, 1.5, Double.NEGATIVE_INFINITY), "not_finite", 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejected")
    void badRecord_isSent_goesToTheDeadLettersWithItsReasonAndCounts(
            String name, @Nullable String key, byte @Nullable [] value, String reason, int readings) {
        try (Bench bench = new Bench(wide("none"), MODEL)) {
            bench.send(PUMP, wide(NOW.minusSeconds(2), 0, 0), NOW.minusSeconds(2));

            bench.send(key, value, NOW);
            bench.send(PUMP, wide(NOW.plusSeconds(1), 0, 0), NOW.plusSeconds(1));

            List<TestRecord<byte[], byte[]>> letters = bench.deadLetters();
            assertThat(letters).hasSize(1);
            assertThat(Bench.header(letters.get(0), "reason")).isEqualTo(reason);
            assertThat(Bench.header(letters.get(0), "detail")).isNotBlank().hasSizeLessThan(600);
            assertThat(bench.count("readings.rejected", "reason", reason)).isEqualTo(readings);
            assertThat(bench.count("readings.rejected")).isEqualTo(readings);
            assertThat(bench.count("records.dead.lettered")).isEqualTo(1);
            assertThat(bench.count("readings.received")).isEqualTo(accounted(bench));
            assertThat(bench.scores()).isNotEmpty(); // it goes on
        }
    }

    @Test
    void nullInAUnion_isSent_isAMissingValueAndNoDeadLetter() {
        try (Bench bench = new Bench(wide("none"), MODEL)) {
            bench.send(PUMP, joined(number(1), number(NOW.toEpochMilli()), bits(1.5), number(0)), NOW);

            assertThat(bench.deadLetters()).isEmpty();
            assertThat(bench.count("readings.in.frames")).isEqualTo(2);
            assertThat(bench.scores()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutilatedRecords_areSent_everyReadingIsAccountedFor(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, String> settings = new HashMap<>(wide("none"));
        settings.put("telemetry.max-ahead", "1s"); // or one bad time makes all later ones late
        try (Bench bench = new Bench(settings, MODEL)) {
            for (int second = 0; second < 1000; second++) {
                Instant time = Bench.START.plusSeconds(second);
                byte[] record = wide(time, random.nextGaussian(), random.nextGaussian());
                if (random.nextInt(3) == 0) {
                    record[random.nextInt(record.length)] = (byte) random.nextInt(256);
                }
                bench.send(PUMP, record, time);
                assertThat(bench.count("readings.received")).isEqualTo(accounted(bench));
            }
            assertThat(bench.count("readings.rejected", "reason", "not_avro")).isPositive();
            assertThat(bench.count("readings.in.frames")).isGreaterThan(1000);
        }
    }

    private static int accounted(Bench bench) {
        return bench.count("readings.rejected")
                + bench.count("readings.ignored")
                + bench.count("readings.late")
                + bench.count("readings.duplicate")
                + bench.count("readings.in.frames");
    }

    private static byte[] wide(Instant time, double flow, double pressure) {
        return joined(number(1), number(time.toEpochMilli()), bits(flow), number(1), bits(pressure));
    }

    /** An int, a long, an index, a length: seven bits to a byte, the sign in the lowest one. */
    private static byte[] number(long number) {
        ByteBuffer out = ByteBuffer.allocate(10);
        long rest = (number << 1) ^ (number >> 63);
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.put((byte) (rest | 0x80));
        }
        out.put((byte) rest);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] bits(double number) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(number)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer out = ByteBuffer.allocate(
                Stream.of(parts).mapToInt(part -> part.length).sum());
        Stream.of(parts).forEach(out::put);
        return out.array();
    }
}
