package io.bellwether.detector.topology;

import static io.bellwether.detector.TinyModels.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.detector.TinyModels;
import io.bellwether.messages.AvroHeader;
import io.bellwether.messages.Decoded;
import io.bellwether.messages.ScoreFormat;
import io.bellwether.messages.ScoreMessage;
import io.bellwether.messages.TelemetryDecoder;
import io.bellwether.messages.TelemetryFormat;
import io.bellwether.messages.TelemetryMapping;
import io.bellwether.series.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Scores in Avro, read as telemetry of the published schema: what is told does not depend on how it is written. */
class AvroScoresTest {
    private static final byte[] MODEL = TinyModels.file("tiny", "1.0.0", 1);

    @Test
    void scores_inAvro_tellWhatTheyTellInJson() {
        try (Bench json = new Bench(Map.of(), MODEL);
                Bench avro = new Bench(Map.of("scores.format", "avro"), MODEL)) {
            for (int second = 0; second < 140; second++) {
                for (Bench bench : List.of(json, avro)) {
                    bench.reading(PUMP, second, second >= 80 && second < 90 ? 15 : Math.sin(second), 0.5);
                }
            }

            assertThat(readings(avro.scoreRecords()))
                    .isEqualTo(json.scores().stream()
                            .flatMap(AvroScoresTest::readings)
                            .toList())
                    .hasSize(2 * 140);
            assertThat(avro.rawAlerts()).isEqualTo(json.rawAlerts()).isNotEmpty();
        }
    }

    private static Stream<String> readings(ScoreMessage score) {
        String at = score.asset() + " at " + Instant.parse(score.ts()).toEpochMilli();
        return Stream.of(at + ": score " + score.score(), at + ": threshold " + score.threshold());
    }

    private static List<String> readings(List<TestRecord<byte[], byte[]>> scores) {
        TelemetryDecoder decoder = new TelemetryDecoder(mapping());
        return scores.stream()
                .map(record -> decoder.decode(record.key(), record.value(), record.timestamp()))
                .flatMap(decoded -> ((Decoded.Accepted) decoded).readings().stream())
                .map(AvroScoresTest::text)
                .toList();
    }

    private static String text(Reading reading) {
        return reading.asset() + " at " + reading.time() + ": " + reading.sensor() + " " + reading.value();
    }

    private static TelemetryMapping mapping() {
        TelemetryMapping usual = TelemetryMapping.wide();
        return new TelemetryMapping(
                usual.layout(),
                "/asset",
                usual.time(),
                usual.timeFormat(),
                usual.sensor(),
                usual.value(),
                usual.quality(),
                usual.goodQualities(),
                usual.values(),
                List.of("warmingUp", "alarm", "sensors", "model"),
                usual.maxBytes(),
                usual.maxAhead(),
                new TelemetryFormat.Avro(schema(), AvroHeader.SINGLE_OBJECT));
    }

    private static String schema() {
        try (InputStream in = Objects.requireNonNull(ScoreFormat.class.getResourceAsStream("score.avsc"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
