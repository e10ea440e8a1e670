package io.bellwether.demo.plant;

import static io.bellwether.demo.plant.PlantSensor.DISCHARGE_PRESSURE;
import static io.bellwether.demo.plant.PlantSensor.FLOW;
import static io.bellwether.demo.plant.PlantSensor.FLUID_TEMPERATURE;
import static io.bellwether.demo.plant.PlantSensor.MOTOR_CURRENT;
import static io.bellwether.demo.plant.PlantSensor.MOTOR_TEMPERATURE;
import static io.bellwether.demo.plant.PlantSensor.MOTOR_VOLTAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlantSimulatorTest {
    private static final Instant START = PlantSimulator.EPOCH;
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void rows_sameSeed_areTheSameRows() {
        List<Fault> faults = FaultSchedule.spread("pump-1", START, WEEK);

        assertThat(new PlantSimulator(7).rows("pump-1", START, WEEK, faults))
                .containsExactlyElementsOf(new PlantSimulator(7)
                        .rows("pump-1", START, WEEK, faults)
                        .toList());
    }

    @Test
    void rows_startingLater_continueTheSameHistory() {
        PlantSimulator plant = new PlantSimulator(7);
        Duration day = Duration.ofDays(1);
        List<PlantRow> both =
                plant.rows("pump-2", START, day.plus(day), List.of()).toList();

        List<PlantRow> second =
                plant.rows("pump-2", START.plus(day), day, List.of()).toList();

        assertThat(second).isEqualTo(both.subList(1440, 2880));
    }

    @Test
    void rows_otherSeedOrAsset_differ() {
        List<PlantRow> rows =
                new PlantSimulator(7).rows("pump-1", START, WEEK, List.of()).toList();

        assertThat(new PlantSimulator(8).rows("pump-1", START, WEEK, List.of()).toList())
                .isNotEqualTo(rows);
        List<PlantRow> other =
                new PlantSimulator(7).rows("pump-2", START, WEEK, List.of()).toList();
        assertThat(Math.abs(correlation(rows, FLOW, other, FLOW))).isLessThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pump-1", "pump-2"})
    void rows_everyMinute_areOneMinuteApart(String asset) {
        Instant expected = START;
        for (PlantRow row : new PlantSimulator(7)
                .rows(asset, START, Duration.ofHours(5), List.of())
                .toList()) {
            assertThat(row.time()).isEqualTo(expected);
            assertThat(row.anomalous()).isFalse();
            expected = expected.plus(PlantSimulator.PERIOD);
        }
        assertThat(expected).isEqualTo(START.plus(Duration.ofHours(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pump-1", "pump-2"})
    void rows_normalOperation_lieOnTheSystemsCurve(String asset) {
        PumpConstants.Hydraulics pump = PlantSimulator.pump(asset).hydraulics();

        for (PlantRow row : week(asset)) {
            double q = row.value(FLOW) / pump.bestFlow();
            double head = pump.staticHead() + pump.systemLoss() * q * q;
            assertThat(row.value(DISCHARGE_PRESSURE)).as("%s", row).isCloseTo(998 * 9.81 * head / 1e5, within(0.35));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pump-1", "pump-2"})
    void rows_normalOperation_payForTheHydraulicPower(String asset) {
        for (PlantRow row : week(asset)) {
            double hydraulic = row.value(DISCHARGE_PRESSURE) * 1e5 * row.value(FLOW) / 3600;
            double apparent = Math.sqrt(3) * row.value(MOTOR_VOLTAGE) * row.value(MOTOR_CURRENT);
            assertThat(hydraulic / apparent).as("%s", row).isBetween(0.2, 0.75);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pump-1", "pump-2"})
    void rows_normalOperation_stayPlausible(String asset) {
        List<PlantRow> rows = week(asset);

        for (int i = 1; i < rows.size(); i++) {
            PlantRow row = rows.get(i);
            assertThat(row.values().values()).allMatch(value -> value > 0);
            assertThat(row.value(MOTOR_VOLTAGE)).isBetween(385.0, 415.0);
            assertThat(row.value(MOTOR_TEMPERATURE)).isBetween(25.0, 80.0);
            assertThat(row.value(FLUID_TEMPERATURE)).isBetween(20.0, 35.0);
            double heating = row.value(MOTOR_TEMPERATURE) - rows.get(i - 1).value(MOTOR_TEMPERATURE);
            assertThat(Math.abs(heating)).as("the motor is heavy: %s", row).isLessThan(2);
        }
        assertThat(correlation(rows, FLOW, rows, DISCHARGE_PRESSURE)).isGreaterThan(0.95);
        assertThat(correlation(rows, FLOW, rows, MOTOR_CURRENT)).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @CsvSource({"VALVE_CLOSING, -1, 1, -1", "LEAK, 1, -1, 1", "CAVITATION, -1, -1, 0"})
    void fault_atItsHeight_movesFlowPressureAndCurrentItsWay(FaultKind kind, int flow, int pressure, int current) {
        PumpConstants constants = PlantSimulator.pump("pump-1");
        Pump sound = new Pump(constants, new RandomSource(new SplittableRandom(7)));
        Pump faulty = new Pump(constants, new RandomSource(new SplittableRandom(7)));

        Map<PlantSensor, Double> before = sound.next(0, Disturbance.NONE);
        Map<PlantSensor, Double> after = faulty.next(0, kind.at(1, 0));

        assertThat(Math.signum(after.get(FLOW) - before.get(FLOW))).isEqualTo(flow);
        assertThat(Math.signum(after.get(DISCHARGE_PRESSURE) - before.get(DISCHARGE_PRESSURE)))
                .isEqualTo(pressure);
        assertThat(Math.signum(after.get(MOTOR_CURRENT) - before.get(MOTOR_CURRENT)))
                .isEqualTo(current);
    }

    @Test
    void rows_overlappingFaults_areRefused() {
        Fault fault = FaultSchedule.spread("pump-1", START, WEEK).get(0);

        assertThatThrownBy(() -> new PlantSimulator(7).rows("pump-1", START, WEEK, List.of(fault, fault)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overlap");
    }

    @Test
    void rows_beforeTheEpochOrBetweenMinutes_areRefused() {
        PlantSimulator plant = new PlantSimulator(7);

        assertThatThrownBy(() -> plant.rows("pump-1", START.minusSeconds(60), WEEK, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plant.rows("pump-1", START.plusSeconds(1), WEEK, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plant.rows("pump-9", START, WEEK, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pump-9");
    }

    @ParameterizedTest
    @CsvSource({"3.096, 3.10", "-0.05, -0.05", "-0.004, 0.00", "0, 0.00", "12.345, 12.35", "1000, 1000.00"})
    void format_value_hasTheSensorsDecimalsAndReadsBack(double value, String text) {
        assertThat(DISCHARGE_PRESSURE.format(value)).isEqualTo(text);
        assertThat(DISCHARGE_PRESSURE.quantise(value)).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void normal_manyDraws_haveZeroMeanAndUnitVariance() {
        RandomSource random = new RandomSource(new SplittableRandom(7));
        double sum = 0;
        double squares = 0;
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            double draw = random.normal();
            sum += draw;
            squares += draw * draw;
        }

        assertThat(sum / draws).isCloseTo(0, within(0.01));
        assertThat(squares / draws).isCloseTo(1, within(0.02));
    }

    private static List<PlantRow> week(String asset) {
        return new PlantSimulator(7).rows(asset, START, WEEK, List.of()).toList();
    }

    private static double correlation(List<PlantRow> left, PlantSensor x, List<PlantRow> right, PlantSensor y) {
        double n = left.size();
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumYy = 0;
        double sumXy = 0;
        for (int i = 0; i < left.size(); i++) {
            double a = left.get(i).value(x);
            double b = right.get(i).value(y);
            sumX += a;
            sumY += b;
            sumXx += a * a;
            sumYy += b * b;
            sumXy += a * b;
        }
        return (n * sumXy - sumX * sumY) / Math.sqrt((n * sumXx - sumX * sumX) * (n * sumYy - sumY * sumY));
    }
}
