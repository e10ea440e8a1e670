package io.bellwether.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.messages.TelemetryMapping.Layout;
import io.bellwether.series.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WideReaderTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long SEED = 20261120;

    private final WideReader reader = new WideReader("ts", EventTime.AUTO, Set.of("ts", "asset"));

    /** Takes the asset from the record, so that it never uses the reader under test. */
    private final TelemetryDecoder byTree = new TelemetryDecoder(new TelemetryMapping(
            Layout.WIDE,
            "/asset",
            "/ts",
            EventTime.AUTO,
            "",
            "",
            "",
            List.of(),
            "",
            List.of(),
            1 << 20,
            Duration.ofHours(1),
            new TelemetryFormat.Json()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"asset\":\"a\",\"ts\":\"2026-01-31T12:00:00Z\",\"flow\":1.5,\"pressure\":-2}",
                "{\"flow\":1e-320,\"ts\":1769860800,\"asset\":\"a\",\"x\":123456789012345678901234567890}",
                "{\"asset\":\"a\",\"ts\":1769860800.25,\"y\":0.1,\"z\":1.7976931348623157e308}",
                " {\"asset\" : \"a\", \"ts\":\"2026-01-31 12:00:00\", \"\u00e9\u20ac\":9007199254740993, \"q\":-0.0} ",
                "{\"asset\":\"a\",\"ts\":1769860800,\"w\":-0,\"x\":1e3,\"y\":-12.5E-2,\"z\":0.1234567890123456789\r\n}\t"
            })
    void read_ordinaryRecord_isWhatTheTreeSays(String json) {
        assertThat(byTree.decode(null, json.getBytes(UTF_8), NOW))
                .isEqualTo(new Decoded.Accepted("a", read(json), List.of()));
        assertThat(read(json)).isEqualTo(read(json)); // the second time it knows the names
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{}",
                "{\"ts\":1769860800}",
                "{\"flow\":1}",
                "{\"ts\":null,\"flow\":1}",
                "{\"ts\":\"soon\",\"flow\":1}",
                "{\"ts\":1900000000,\"flow\":1}",
                "{\"ts\":1769860800,\"flow\":null}",
                "{\"ts\":1769860800,\"flow\":\"1\"}",
                "{\"ts\":1769860800,\"flow\":NaN}",
                "{\"ts\":1769860800,\"flow\":1e999}",
                "{\"ts\":1769860800,\"flow\":{}}",
                "{\"ts\":1769860800,\"flow\":1,\"flow\":2}",
                "{\"ts\":1769860800,\"ts\":1769860800,\"flow\":2}",
                "{\"ts\":1769860800,\"asset\":[],\"flow\":2}",
                "{\"ts\":1769860800,\"flow\":1}{}",
                "{\"ts\":1769860800,\"flow\":1} x",
                "{\"ts\":1769860800,\"flow\":1",
                "{\"ts\":1769860800,\"flow\":1,}",
                "{\"ts\":1769860800 \"flow\":1}",
                "{\"ts\":1769860800,\"flow\":01}",
                "{\"ts\":1769860800,\"flow\":+1}",
                "{\"ts\":1769860800,\"flow\":.5}",
                "{\"ts\":1769860800,\"flow\":1.}",
                "{\"ts\":1769860800,\"flow\":1.e3}",
                "{\"ts\":1769860800,\"flow\":1e}",
                "{\"ts\":1769860800,\"flow\":-}",
                "{\"ts\":1769860800,\"flow\":true}",
                "{\"ts\":1769860800,\"fl\\u006fw\":1}",
                "{\"ts\":1769860800,\"asset\":truth,\"flow\":1}",
                "{\"ts\":1769860800,\"asset\":\"a,\"flow\":1}",
                "{\"ts\":1769860800,\"asset\":\"a\u0007\",\"flow\":1}"
            })
    void read_anythingElse_isLeftToTheTree(String json) {
        assertThat(read("{\"ts\":1769860800,\"flow\":1}")).isNotNull();
        assertThat(read(json)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'ts':1769860800,'flow#':1}", "{'ts':1769860800,'asset':'#','flow':1}"})
    void read_bytesThatAreNotUtf8_areLeftToTheTree(String json) {
        byte[] record = json.replace('\'', '"').getBytes(UTF_8);
        assertThat(reader.read("a", record, NOW)).isNotNull();

        record[json.indexOf('#')] = (byte) 0xC3;

        assertThat(reader.read("a", record, NOW)).isNull();
    }

    @Test
    void read_damagedRecord_isWhatTheTreeSaysOrLeftToIt() {
        byte[] whole =
                "{\"ts\":\"2026-01-31T12:00:00.5Z\",\"asset\":\"a\",\"flow\":-1.25,\"p\":1e2,\"n\":10}".getBytes(UTF_8);
        byte[] alphabet = "{}[]\",:.-+eE0189 \\nulltrueTZ\u00e9\u0001".getBytes(UTF_8);
        SplittableRandom random = new SplittableRandom(SEED);
        int read = 0;
        for (int n = 0; n < 50_000; n++) {
            byte[] record = whole.clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                record[random.nextInt(record.length)] = alphabet[random.nextInt(alphabet.length)];
            }
            List<Reading> readings = reader.read("a", record, NOW);
            if (readings != null && byTree.decode(null, record, NOW) instanceof Decoded.Accepted tree) {
                read++;
                assertThat(new Decoded.Accepted(tree.asset(), readings, List.of()).readings())
                        .as("seed %d, %s", SEED, new String(record, UTF_8))
                        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("asset")
                        .isEqualTo(tree.readings());
            } else {
                assertThat(readings)
                        .as("seed %d, %s", SEED, new String(record, UTF_8))
                        .isNull();
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    @Test
    void read_manySensorsInChangingOrder_keepsTheirOrder() {
        StringBuilder json = new StringBuilder("{\"ts\":1769860800");
        for (int s = 0; s < 100; s++) {
            json.append(",\"s").append(s * 37 % 100).append("\":").append(s);
        }

        assertThat(read("{\"ts\":1769860800,\"flow\":1}")).hasSize(1);
        assertThat(read(json + "}"))
                .hasSize(100)
                .element(1)
                .extracting(Reading::sensor)
                .isEqualTo("s37");
        assertThat(read(json + ",\"s0\":1}")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1023, 8, true", "1024, 8, false", "64, 254, true", "64, 256, false"})
    void read_manyOrLongNames_areReadButNotKept(int sensors, int length, boolean kept) {
        StringBuilder json = new StringBuilder("{\"ts\":1769860800");
        for (int s = 0; s < sensors; s++) {
            String number = String.valueOf(s);
            json.append(",\"")
                    .append("s".repeat(length - number.length()))
                    .append(number)
                    .append("\":1");
        }
        List<Reading> once = requireNonNull(read(json + "}"));
        List<Reading> again = requireNonNull(read(json + "}"));

        assertThat(again).hasSize(sensors).isEqualTo(once);
        AbstractStringAssert<?> name = assertThat(again.get(0).sensor());
        if (kept) {
            name.isSameAs(once.get(0).sensor());
        } else {
            name.isNotSameAs(once.get(0).sensor());
        }
    }

    private @Nullable List<Reading> read(String json) {
        return reader.read("a", json.getBytes(UTF_8), NOW);
    }
}
