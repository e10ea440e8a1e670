package io.bellwether.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleDataTest {
    private static final List<String> FILES = List.of(
            "faults.csv",
            "test/pump-1.csv",
            "test/pump-2.csv",
            "train.yaml",
            "train/pump-1.csv",
            "train/pump-2.csv",
            "SHA256SUMS");

    /** {@code -Dbellwether.sampleData=DIR}, or the folder above the module. */
    private static Path published() {
        String given = System.getProperty("bellwether.sampleData");
        return given != null
                ? Path.of(given)
                : SampleData.findFrom(Path.of("")).orElseThrow(() -> new AssertionError("no folder sample-data"));
    }

    @Test
    void writeTo_publishedSeed_givesThePublishedBytes(@TempDir Path dir) throws IOException {
        new SampleData(SampleData.SEED).writeTo(dir);

        for (String file : FILES) {
            assertThat(Files.mismatch(dir.resolve(file), published().resolve(file)))
                    .as("first byte in which %s differs; GenerateSampleData writes the folder again", file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void writeTo_otherSeed_givesOtherReadings(@TempDir Path dir) throws IOException {
        new SampleData(SampleData.SEED + 1).writeTo(dir);

        for (String file : List.of("train/pump-1.csv", "train/pump-2.csv", "test/pump-1.csv", "test/pump-2.csv")) {
            assertThat(Files.mismatch(dir.resolve(file), published().resolve(file)))
                    .as(file)
                    .isNotEqualTo(-1);
        }
    }

    @Test
    void readme_publishedFolder_namesTheSeedAndEverySensor() throws IOException {
        String readme = Files.readString(published().resolve("README.md"));

        assertThat(readme).contains("`" + SampleData.SEED + "`");
        for (PlantSensor sensor : PlantSensor.values()) {
            assertThat(readme).contains("| `" + sensor.column() + "` | " + sensor.unit() + " |");
        }
        for (FaultKind kind : FaultKind.values()) {
            assertThat(readme).contains("`" + kind.label() + "`");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pump-1", "pump-2"})
    void trainFile_tenDays_isOneRowAMinuteWithoutLabels(String asset) throws IOException {
        List<String> lines = Files.readAllLines(published().resolve("train").resolve(asset + ".csv"));

        assertThat(lines).hasSize(1 + 14_400);
        assertThat(lines.get(0))
                .isEqualTo("timestamp,motor_current,motor_voltage,vibration_drive_end,vibration_non_drive_end,"
                        + "discharge_pressure,flow,motor_temperature,fluid_temperature");
        assertThat(lines.get(1)).startsWith("2026-03-02T00:00:00Z,");
        assertThat(lines.get(14_400)).startsWith("2026-03-11T23:59:00Z,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pump-1", "pump-2"})
    void testFile_labels_matchTheFaultWindows(String asset) throws IOException {
        List<String> lines = Files.readAllLines(published().resolve("test").resolve(asset + ".csv"));
        List<String> fromLabels = new ArrayList<>();
        String active = "";
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            String fault = cells[10];
            assertThat(cells[9]).as(line).isEqualTo(fault.isEmpty() ? "0" : "1");
            if (!fault.equals(active)) {
                if (!active.isEmpty()) {
                    fromLabels.add(fromLabels.remove(fromLabels.size() - 1) + Instant.parse(cells[0]));
                }
                if (!fault.isEmpty()) {
                    fromLabels.add(asset + "," + fault + "," + cells[0] + ",");
                }
            }
            active = fault;
        }

        List<String> windows;
        try (var table = Files.lines(published().resolve("faults.csv"))) {
            windows = table.filter(line -> line.startsWith(asset + ","))
                    .map(line -> line.substring(0, line.lastIndexOf(',')))
                    .toList();
        }

        assertThat(lines).hasSize(1 + 7_200);
        assertThat(windows).hasSize(FaultKind.values().length);
        assertThat(fromLabels).isEqualTo(windows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pump-1", "pump-2"})
    void testRows_normalHours_stayInTheRangeOfTraining(String asset) {
        SampleData data = new SampleData(SampleData.SEED);
        List<PlantRow> train = data.trainRows(asset).toList();
        List<PlantRow> normal =
                data.testRows(asset).filter(row -> !row.anomalous()).toList();

        for (PlantSensor sensor : PlantSensor.values()) {
            DoubleSummaryStatistics seen = range(train, sensor);
            DoubleSummaryStatistics now = range(normal, sensor);
            double slack = 0.05 * (seen.getMax() - seen.getMin());
            assertThat(now.getMin()).as(sensor.column()).isGreaterThan(seen.getMin() - slack);
            assertThat(now.getMax()).as(sensor.column()).isLessThan(seen.getMax() + slack);
        }
    }

    private static DoubleSummaryStatistics range(List<PlantRow> rows, PlantSensor sensor) {
        return rows.stream().collect(Collectors.summarizingDouble(row -> row.value(sensor)));
    }
}
