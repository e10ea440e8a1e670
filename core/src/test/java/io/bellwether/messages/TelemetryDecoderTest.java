package io.bellwether.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.messages.Rejection.Reason;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryDecoderTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final TelemetryDecoder WIDE = new TelemetryDecoder(TelemetryMapping.wide());
    private static final TelemetryDecoder PER_TAG = new TelemetryDecoder(TelemetryMapping.perTag());

    @Test
    void decode_wide_givesOneReadingPerField() {
        assertThat(decode(WIDE, "{\"ts\":1800000000,\"flow\":1.5,\"pressure\":-2e3,\"asset\":\"x\",\"temp\":null}"))
                .isEqualTo(new Decoded.Accepted(
                        "pump-1",
                        List.of(
                                new Reading("pump-1", "flow", NOW, 1.5, Quality.GOOD),
                                new Reading("pump-1", "pressure", NOW, -2000, Quality.GOOD),
                                new Reading("pump-1", "temp", NOW, Double.NaN, Quality.BAD)),
                        List.of()));
    }

    @Test
    void decode_perTag_givesOneReadingWithItsQuality() {
        assertThat(decode(
                        PER_TAG,
                        "{\"tag\":\"flow\",\"value\":7,\"quality\":\"GOOD\",\"timestamp\":\"2027-01-15T08:00:00Z\"}"))
                .isEqualTo(accepted(new Reading("pump-1", "flow", NOW, 7, Quality.GOOD)));
        assertThat(decode(PER_TAG, "{\"tag\":\"flow\",\"value\":7,\"quality\":\"BAD\",\"timestamp\":1800000000000}"))
                .isEqualTo(accepted(new Reading("pump-1", "flow", NOW, 7, Quality.BAD)));
        assertThat(decode(PER_TAG, "{\"tag\":\"flow\",\"value\":7,\"quality\":192,\"timestamp\":1800000000000}"))
                .isEqualTo(accepted(new Reading("pump-1", "flow", NOW, 7, Quality.GOOD)));
    }

    @Test
    void decode_badQuality_isMissingWhateverStandsInItsPlace() {
        for (String value : List.of("\"Bad Input\"", "NaN", "null", "17")) {
            Decoded decoded = decode(
                    PER_TAG,
                    "{\"tag\":\"flow\",\"value\":" + value + ",\"quality\":\"BAD\",\"timestamp\":1800000000000}");
            assertThat(decoded).isInstanceOfSatisfying(Decoded.Accepted.class, accepted -> {
                assertThat(accepted.rejections()).isEmpty();
                assertThat(accepted.readings().get(0).quality()).isEqualTo(Quality.BAD);
                assertThat(accepted.readings().get(0).usableValue()).isNaN();
            });
        }
        assertThat(decode(PER_TAG, "{\"tag\":\"flow\",\"quality\":\"BAD\",\"timestamp\":1800000000000}"))
                .isInstanceOf(Decoded.Accepted.class);
        assertThat(decode(PER_TAG, "{\"tag\":\"flow\",\"timestamp\":1800000000000}"))
                .isInstanceOf(Decoded.Rejected.class);
    }

    @Test
    void decode_nestedMapping_followsThePointers() {
        TelemetryMapping nested = new TelemetryMapping(
                TelemetryMapping.Layout.WIDE,
                "/meta/machine",
                "/meta/at",
                EventTime.MICROS,
                "",
                "",
                "",
                List.of(),
                "/values",
                List.of("line"),
                1000,
                Duration.ofHours(1),
                new TelemetryFormat.Json());

        assertThat(new TelemetryDecoder(nested)
                        .decode(
                                null,
                                bytes("{\"meta\":{\"machine\":12,\"at\":1800000000000000},"
                                        + "\"values\":{\"flow\":1,\"line\":\"A\"}}"),
                                NOW))
                .isEqualTo(new Decoded.Accepted(
                        "12", List.of(new Reading("12", "flow", NOW, 1, Quality.GOOD)), List.of()));
    }

    static Stream<Arguments> badRecords() {
        return Stream.of(
                Arguments.of("", Reason.EMPTY, "no value"),
                Arguments.of("hello", Reason.NOT_JSON, "hello"),
                Arguments.of("{\"ts\":1800000000,\"flow\":1", Reason.NOT_JSON, "end-of-input"),
                Arguments.of("{\"ts\":1800000000,\"flow\":1} x", Reason.NOT_JSON, "x"),
                Arguments.of("{\"ts\":1800000000,\"flow\":1,\"flow\":2}", Reason.NOT_JSON, "Duplicate field 'flow'"),
                Arguments.of("[1,2]", Reason.NOT_JSON, "expected an object, found a list"),
                Arguments.of("17", Reason.NOT_JSON, "found 17"),
                Arguments.of("{\"flow\":1}", Reason.NO_TIMESTAMP, "no timestamp at /ts"),
                Arguments.of("{\"ts\":null,\"flow\":1}", Reason.NO_TIMESTAMP, "no timestamp at /ts"),
                Arguments.of("{\"ts\":\"yesterday\",\"flow\":1}", Reason.BAD_TIMESTAMP, "'yesterday'"),
                Arguments.of("{\"ts\":[1],\"flow\":1}", Reason.BAD_TIMESTAMP, "a list"),
                Arguments.of("{\"ts\":NaN,\"flow\":1}", Reason.BAD_TIMESTAMP, "NaN"),
                Arguments.of(
                        "{\"ts\":\"2099-01-01T00:00:00Z\",\"flow\":1}", Reason.IN_THE_FUTURE, "3600 s are allowed"),
                Arguments.of("{\"ts\":1800000000}", Reason.NO_READINGS, "names no sensor"),
                Arguments.of(
                        "{\"ts\":1800000000,\"x\":\"" + "y".repeat(1_000_000) + "\"}",
                        Reason.TOO_LARGE,
                        "262144 are allowed"));
    }

    @ParameterizedTest
    @MethodSource("badRecords")
    void decode_badRecord_isRejectedWithReasonAndDetail(String record, Reason reason, String detail) {
        Decoded decoded = decode(WIDE, record);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Rejected.class, rejected -> {
            assertThat(rejected.rejection().reason()).isEqualTo(reason);
            assertThat(rejected.rejection().detail()).contains(detail).hasSizeLessThan(250);
            assertThat(rejected.rejection().detail().lines()).hasSize(1);
        });
    }

    @Test
    void decode_nullKey_isRejected() {
        assertThat(WIDE.decode(null, bytes("{\"ts\":1800000000,\"flow\":1}"), NOW))
                .isEqualTo(new Decoded.Rejected(new Rejection(Reason.NO_ASSET, "the record has no key")));
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                Arguments.of("\"12.5\"", Reason.NOT_A_NUMBER, "sensor 'flow' is the text '12.5'"),
                Arguments.of("true", Reason.NOT_A_NUMBER, "sensor 'flow' is true"),
                Arguments.of("[1]", Reason.NOT_A_NUMBER, "sensor 'flow' is a list"),
                Arguments.of("{}", Reason.NOT_A_NUMBER, "sensor 'flow' is an object"),
                Arguments.of("NaN", Reason.NOT_FINITE, "sensor 'flow' is NaN"),
                Arguments.of("-Infinity", Reason.NOT_FINITE, "sensor 'flow' is -Infinity"),
                Arguments.of("1e999", Reason.NOT_FINITE, "sensor 'flow' is"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void decode_badValueAmongGoodOnes_rejectsThatReadingOnly(String value, Reason reason, String detail) {
        Decoded decoded = decode(WIDE, "{\"ts\":1800000000,\"flow\":" + value + ",\"pressure\":2}");

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Accepted.class, accepted -> {
            assertThat(accepted.readings())
                    .extracting(Reading::quality)
                    .containsExactly(Quality.REJECTED, Quality.GOOD);
            assertThat(accepted.readings().get(0).usableValue()).isNaN();
            assertThat(accepted.rejections()).hasSize(1);
            assertThat(accepted.rejections().get(0).reason()).isEqualTo(reason);
            assertThat(accepted.rejections().get(0).detail()).startsWith(detail);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void decode_mutatedBytes_neverThrows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = bytes("{\"ts\":1800000000,\"flow\":1.5,\"pressure\":-2e3,\"temp\":null}");
        for (int i = 0; i < 20_000; i++) {
            byte[] record = good.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                record[random.nextInt(record.length)] = (byte) random.nextInt(256);
            }
            assertThat(WIDE.decode(bytes("pump-1"), record, NOW)).isNotNull();
            assertThat(PER_TAG.decode(bytes("pump-1"), record, NOW)).isNotNull();
        }
    }

    private static Decoded accepted(Reading reading) {
        return new Decoded.Accepted("pump-1", List.of(reading), List.of());
    }

    private static Decoded decode(TelemetryDecoder decoder, String record) {
        return decoder.decode(bytes("pump-1"), bytes(record), NOW);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
