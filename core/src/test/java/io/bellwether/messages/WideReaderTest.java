package io.bellwether.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.messages.TelemetryMapping.Layout;
import io.bellwether.series.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WideReaderTest {
    private static final long NOW = 1_800_000_000_000L;

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
            Duration.ofHours(1)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"asset\":\"a\",\"ts\":\"2026-01-31T12:00:00Z\",\"flow\":1.5,\"pressure\":-2}",
                "{\"flow\":1e-320,\"ts\":1769860800,\"asset\":\"a\",\"x\":123456789012345678901234567890}",
                "{\"asset\":\"a\",\"ts\":1769860800.25,\"y\":0.1,\"z\":1.7976931348623157e308}",
                " {\"asset\" : \"a\", \"ts\":\"2026-01-31 12:00:00\", \"\\u00e9\":9007199254740993, \"q\":-0.0} "
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
                "{\"ts\":1769860800,\"flow\":1"
            })
    void read_anythingElse_isLeftToTheTree(String json) {
        assertThat(read("{\"ts\":1769860800,\"flow\":1}")).isNotNull();
        assertThat(read(json)).isNull();
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

    private @Nullable List<Reading> read(String json) {
        return reader.read("a", json.getBytes(UTF_8), NOW);
    }
}
