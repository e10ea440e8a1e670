package io.bellwether.demo.plant;

import static io.bellwether.demo.plant.PlantSensor.DISCHARGE_PRESSURE;
import static io.bellwether.demo.plant.PlantSensor.FLOW;
import static io.bellwether.demo.plant.PlantSensor.MOTOR_CURRENT;
import static io.bellwether.demo.plant.PlantSensor.MOTOR_TEMPERATURE;
import static io.bellwether.demo.plant.PlantSensor.VIBRATION_DRIVE_END;
import static io.bellwether.demo.plant.PlantSensor.VIBRATION_NON_DRIVE_END;

import java.time.Duration;
import java.util.List;

/** The faults that can be injected, with their usual length, their onset and what they do to the pump. */
@SuppressWarnings("ImmutableEnumChecker") // An Onset is a record of numbers, the sensors are a List.of.
public enum FaultKind {
    /** A valve behind the pump closes in part within some minutes and is opened again. */
    VALVE_CLOSING(
            "valve_closing",
            Duration.ofMinutes(100),
            Duration.ofMinutes(60),
            new Onset(0.15, 1, 0.10),
            List.of(FLOW, DISCHARGE_PRESSURE, MOTOR_CURRENT, MOTOR_TEMPERATURE)) {
        @Override
        Disturbance at(double severity, double flutter) {
            return Disturbance.ofResistance(1 + 0.45 * severity);
        }
    },

    /** Vapour bubbles in the impeller: head drops and flutters, both bearings rattle. Shaft power hardly changes. */
    CAVITATION(
            "cavitation",
            Duration.ofMinutes(100),
            Duration.ofMinutes(60),
            new Onset(0.20, 1, 0.10),
            List.of(VIBRATION_DRIVE_END, VIBRATION_NON_DRIVE_END, DISCHARGE_PRESSURE, FLOW)) {
        @Override
        Disturbance at(double severity, double flutter) {
            double rattle = severity * (0.8 + 0.25 * flutter);
            return new Disturbance(1, 1 - severity * (0.07 - 0.015 * flutter), 0, 0, rattle, 0.85 * rattle);
        }
    },

    /** The drive-end bearing wears over half a day until it is lubricated. */
    BEARING_WEAR(
            "bearing_wear",
            Duration.ofHours(12),
            Duration.ofMinutes(210),
            new Onset(0.93, 1.6, 0.04),
            List.of(VIBRATION_DRIVE_END, MOTOR_TEMPERATURE, MOTOR_CURRENT)) {
        @Override
        Disturbance at(double severity, double flutter) {
            return new Disturbance(1, 1, 0.06 * severity, 3 * severity, severity * (1.4 + 0.10 * flutter), 0);
        }
    },

    /** A flange behind the flow meter leaks: the pump sees less resistance, delivers more at less pressure. */
    LEAK(
            "leak",
            Duration.ofHours(4),
            Duration.ofMinutes(90),
            new Onset(0.15, 1, 0.05),
            List.of(DISCHARGE_PRESSURE, FLOW, MOTOR_CURRENT, MOTOR_TEMPERATURE)) {
        @Override
        Disturbance at(double severity, double flutter) {
            return Disturbance.ofResistance(1 - 0.27 * severity);
        }
    },

    /** One sensor freezes at its last value; which one depends on the pump. */
    SENSOR_STUCK("sensor_stuck", Duration.ofHours(4), Duration.ofMinutes(90), Onset.ABRUPT, List.of()) {
        @Override
        Disturbance at(double severity, double flutter) {
            return Disturbance.NONE;
        }

        @Override
        List<PlantSensor> sensorsOf(PumpConstants pump) {
            return List.of(pump.sensorFaults().stuck());
        }
    },

    /** One sensor drifts away from the truth until it is calibrated; which one depends on the pump. */
    SENSOR_DRIFT("sensor_drift", Duration.ofHours(8), Duration.ofHours(3), new Onset(1, 1, 0), List.of()) {
        @Override
        Disturbance at(double severity, double flutter) {
            return Disturbance.NONE;
        }

        @Override
        List<PlantSensor> sensorsOf(PumpConstants pump) {
            return List.of(pump.sensorFaults().drifting());
        }
    };

    private final String label;
    private final Duration usualLength;
    private final Duration shortestLength;
    private final Onset onset;
    private final List<PlantSensor> processSensors;

    FaultKind(
            String label,
            Duration usualLength,
            Duration shortestLength,
            Onset onset,
            List<PlantSensor> processSensors) {
        this.label = label;
        this.usualLength = usualLength;
        this.shortestLength = shortestLength;
        this.onset = onset;
        this.processSensors = processSensors;
    }

    /** The name in the CSVs' {@code fault} column. */
    public String label() {
        return label;
    }

    Duration usualLength() {
        return usualLength;
    }

    Duration shortestLength() {
        return shortestLength;
    }

    double severity(double elapsedShare) {
        return onset.severity(elapsedShare);
    }

    /**
     * The effect on the process.
     *
     * @param severity 0..1 times the fault's strength
     * @param flutter fast noise of unit variance
     */
    abstract Disturbance at(double severity, double flutter);

    /** The sensors that show the fault on this pump, the clearest first. */
    List<PlantSensor> sensorsOf(PumpConstants pump) {
        return processSensors;
    }
}
