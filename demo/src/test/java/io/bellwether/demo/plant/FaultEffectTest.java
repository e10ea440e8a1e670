package io.bellwether.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault against the same plant, same seed, without it. */
class FaultEffectTest {
    private static final double CLEAR = 4;
    private static final double STRONG = 60;
    private static final double QUIET = 1.5;
    private static final int SMOOTHING = 15;

    static Stream<Fault> faults() {
        return PlantSimulator.assets().stream().flatMap(asset -> SampleData.faults(asset).stream());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_comparedWithTheSoundPlant_movesItsSensorsByManySigmaAndNoOthers(Fault fault) {
        // Given
        PlantSimulator plant = new PlantSimulator(SampleData.SEED);
        List<PlantRow> sound = plant.rows(fault.asset(), fault.start(), fault.length(), List.of())
                .toList();
        List<PlantRow> faulty = plant.rows(fault.asset(), fault.start(), fault.length(), List.of(fault))
                .toList();
        Map<PlantSensor, Double> sigma = sigma(fault.asset());

        for (PlantSensor sensor : PlantSensor.values()) {
            // When
            double largest = 0;
            for (double difference : smoothedDifferences(sound, faulty, sensor)) {
                largest = Math.max(largest, Math.abs(difference) / sigma.getOrDefault(sensor, 0.0));
            }

            // Then
            String what = fault.asset() + " " + fault.kind().label() + " on " + sensor.column();
            if (fault.sensors().contains(sensor)) {
                assertThat(largest).as(what).isBetween(CLEAR, STRONG);
            } else {
                assertThat(largest).as(what).isLessThan(QUIET);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_inItsFirstMinute_doesNotJump(Fault fault) {
        PlantSimulator plant = new PlantSimulator(SampleData.SEED);
        PlantRow sound = plant.rows(fault.asset(), fault.start(), PlantSimulator.PERIOD, List.of())
                .findFirst()
                .orElseThrow();
        PlantRow faulty = plant.rows(fault.asset(), fault.start(), PlantSimulator.PERIOD, List.of(fault))
                .findFirst()
                .orElseThrow();
        Map<PlantSensor, Double> sigma = sigma(fault.asset());

        for (PlantSensor sensor : PlantSensor.values()) {
            assertThat(Math.abs(faulty.value(sensor) - sound.value(sensor)))
                    .as(sensor.column())
                    .isLessThan(6 * sigma.getOrDefault(sensor, 0.0));
        }
    }

    private static Map<PlantSensor, Double> sigma(String asset) {
        List<PlantRow> train = new SampleData(SampleData.SEED).trainRows(asset).toList();
        Map<PlantSensor, Double> sigma = new EnumMap<>(PlantSensor.class);
        for (PlantSensor sensor : PlantSensor.values()) {
            sigma.put(sensor, CouplingResiduals.deviation(train, sensor));
        }
        return sigma;
    }

    private static List<Double> smoothedDifferences(List<PlantRow> sound, List<PlantRow> faulty, PlantSensor sensor) {
        List<Double> smoothed = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < sound.size(); i++) {
            sum += faulty.get(i).value(sensor) - sound.get(i).value(sensor);
            int left = i - SMOOTHING;
            sum -= left < 0
                    ? 0
                    : faulty.get(left).value(sensor) - sound.get(left).value(sensor);
            smoothed.add(sum / SMOOTHING);
        }
        return smoothed;
    }
}
