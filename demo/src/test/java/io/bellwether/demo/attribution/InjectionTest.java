package io.bellwether.demo.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.demo.plant.PlantRow;
import io.bellwether.demo.plant.PlantSensor;
import io.bellwether.demo.plant.PlantSimulator;
import io.bellwether.demo.plant.SampleData;
import java.util.List;
import org.junit.jupiter.api.Test;

class InjectionTest {
    private final List<PlantRow> normal = new PlantSimulator(7)
            .rows("pump-1", SampleData.TEST_START, Injection.room(), List.of())
            .toList();

    @Test
    void into_normalRows_changesOneSensorWhileItsCauseLasts() {
        Trial trial = Injection.into(normal, 3);

        assertThat(trial.causes()).hasSize(Injection.values().length * PlantSensor.values().length);
        assertThat(trial.causes().get(trial.causes().size() - 1).end())
                .isLessThanOrEqualTo(normal.get(normal.size() - 1).time().toEpochMilli());
        for (int i = 0; i < normal.size(); i++) {
            PlantRow before = normal.get(i);
            PlantRow after = trial.rows().get(i);
            List<Cause> active = trial.causes().stream()
                    .filter(cause -> cause.contains(before.time().toEpochMilli()))
                    .toList();
            assertThat(active).hasSizeLessThanOrEqualTo(1);
            for (PlantSensor sensor : PlantSensor.values()) {
                boolean lies = active.stream().anyMatch(cause -> cause.sensors().contains(sensor.column()));
                if (!lies) {
                    assertThat(after.value(sensor)).isEqualTo(before.value(sensor));
                }
            }
        }
    }

    @Test
    void into_normalRows_addsWhatTheKindSays() {
        Trial trial = Injection.into(normal, 3);
        for (Cause cause : trial.causes()) {
            PlantSensor sensor = List.of(PlantSensor.values()).stream()
                    .filter(each -> cause.sensors().equals(List.of(each.column())))
                    .findFirst()
                    .orElseThrow();
            int from = (int) ((cause.start() - normal.get(0).time().toEpochMilli()) / PlantSimulator.PERIOD.toMillis());
            int rows = (int) ((cause.end() - cause.start()) / PlantSimulator.PERIOD.toMillis());
            double unit = deviation(sensor);
            double first = added(trial, from, sensor) / unit;
            double last = added(trial, from + rows - 1, sensor) / unit;
            switch (cause.kind()) {
                case "shift by 1 sd" -> assertThat(Math.abs(last)).isBetween(0.999, 1.001);
                case "shift by 2 sd" -> assertThat(Math.abs(first)).isBetween(1.999, 2.001);
                case "shift by 4 sd" -> assertThat(first).isBetween(last - 1e-6, last + 1e-6);
                case "drift to 4 sd" -> {
                    assertThat(Math.abs(first)).isLessThan(0.02);
                    assertThat(Math.abs(last)).isBetween(3.95, 4.0);
                }
                case "variance x 3" -> {
                    double square = 0;
                    for (int i = from; i < from + rows; i++) {
                        square += Math.pow(added(trial, i, sensor) / unit, 2) / rows;
                    }
                    assertThat(square).isBetween(1.4, 2.7); // 2, from 240 squares of normal deviates
                }
                default -> throw new AssertionError(cause.kind());
            }
        }
    }

    private double added(Trial trial, int row, PlantSensor sensor) {
        return trial.rows().get(row).value(sensor) - normal.get(row).value(sensor);
    }

    private double deviation(PlantSensor sensor) {
        double mean =
                normal.stream().mapToDouble(row -> row.value(sensor)).average().orElseThrow();
        return Math.sqrt(normal.stream()
                .mapToDouble(row -> Math.pow(row.value(sensor) - mean, 2))
                .average()
                .orElseThrow());
    }
}
