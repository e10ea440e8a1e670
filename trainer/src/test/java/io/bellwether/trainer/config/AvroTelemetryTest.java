package io.bellwether.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.messages.Decoded;
import io.bellwether.messages.TelemetryDecoder;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train.yaml} describes Avro records with the keys of the detector. */
class AvroTelemetryTest {
    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"R\",\"fields\":"
            + "[{\"name\":\"at\",\"type\":\"long\"},{\"name\":\"flow\",\"type\":\"int\"}]}";

    @TempDir
    Path dir;

    private Path schema;

    @BeforeEach
    void writeSchema() throws IOException {
        schema = Files.writeString(dir.resolve("reading.avsc"), SCHEMA);
    }

    @Test
    void telemetry_inAvro_isRead() throws IOException {
        TrainingConfig config =
                config("{format: avro, avro: {schema: SCHEMA, header: confluent}, time: /at, timeFormat: seconds}");

        Decoded decoded = new TelemetryDecoder(config.telemetry())
                .decode(new byte[] {'p'}, new byte[] {0, 0, 0, 0, 7, 120, 6}, 60_000);

        assertThat(decoded)
                .isEqualTo(new Decoded.Accepted(
                        "p", List.of(new Reading("p", "flow", 60_000, 3, Quality.GOOD)), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {format: xml}                                     | telemetry.format must be one of json, avro, not 'xml'
            {format: avro}                                    | telemetry.format: avro and telemetry.avro.schema, the file
            {avro: {schema: SCHEMA}}                          | telemetry.format: avro and telemetry.avro.schema, the file
            {format: avro, avro: {schema: SCHEMA}}            | telemetry: the Avro schema has no field /ts, where time points to; its fields are at, flow
            {format: avro, avro: {schema: none.avsc}}         | telemetry.avro.schema: there is no readable file at none.avsc
            {format: avro, avro: {schema: SCHEMA, header: x}} | telemetry.avro.header must be one of none, single-object, confluent, not 'x'
            """)
    void telemetry_cannotBeSo_isRefused(String telemetry, String message) {
        assertThatThrownBy(() -> config(telemetry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private TrainingConfig config(String telemetry) throws IOException {
        String yaml = "telemetry: " + telemetry.replace("SCHEMA", schema.toString()) + "\n";
        return ConfigFile.read(Files.writeString(dir.resolve("train.yaml"), yaml))
                .resolve();
    }
}
