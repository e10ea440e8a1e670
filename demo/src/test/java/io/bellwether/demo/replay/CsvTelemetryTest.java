package io.bellwether.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTelemetryTest {
    @TempDir
    private Path dir;

    private Path a;
    private Path b;

    @BeforeEach
    void twoAssets() throws Exception {
        a = Files.writeString(dir.resolve("a.csv"), """
                timestamp,flow,pressure,anomaly,fault
                2026-01-01T00:00:00Z,20.0,-0.05,0,
                2026-01-01T00:02:00Z,21.5,3.10,1,leak
                """);
        b = Files.writeString(dir.resolve("b.csv"), """
                timestamp,flow
                2026-01-01T00:00:00Z,1
                2026-01-01T00:01:00Z,2
                """);
    }

    @Test
    void read_labelledRow_numbersAsWrittenWithoutLabels() throws Exception {
        List<Telemetry> rows = CsvTelemetry.read(a);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .isEqualTo(new Telemetry(
                        "a",
                        Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(),
                        "{\"ts\":\"2026-01-01T00:00:00Z\",\"flow\":20.0,\"pressure\":-0.05}"));
    }

    @Test
    void merged_twoFiles_inTimeOrderThenInFileOrder() throws Exception {
        assertThat(CsvTelemetry.merged(List.of(a, b)))
                .extracting(row -> row.asset() + " " + Instant.ofEpochMilli(row.time()))
                .containsExactly(
                        "a 2026-01-01T00:00:00Z",
                        "b 2026-01-01T00:00:00Z",
                        "b 2026-01-01T00:01:00Z",
                        "a 2026-01-01T00:02:00Z");
    }

    @Test
    void toRecord_row_keyIsAssetAndTimestampIsEventTime() throws Exception {
        var record = CsvTelemetry.read(b).get(1).toRecord("t");

        assertThat(record.topic()).isEqualTo("t");
        assertThat(record.key()).asString().isEqualTo("b");
        assertThat(record.timestamp())
                .isEqualTo(Instant.parse("2026-01-01T00:01:00Z").toEpochMilli());
    }

    @Test
    void read_otherFiles_refused() throws Exception {
        Path header = Files.writeString(dir.resolve("c.csv"), "time,flow\n1,2\n");
        Path ragged = Files.writeString(dir.resolve("d.csv"), "timestamp,flow\n2026-01-01T00:00:00Z\n");
        Path time = Files.writeString(dir.resolve("e.csv"), "timestamp,flow\nyesterday,1\n");

        for (Path file : List.of(header, ragged, time)) {
            assertThatThrownBy(() -> CsvTelemetry.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
    }
}
