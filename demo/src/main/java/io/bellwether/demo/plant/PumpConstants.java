package io.bellwether.demo.plant;

import java.util.List;

/**
 * Everything that makes one pump differ from another.
 *
 * @param asset the asset id, also the CSV's file name
 * @param noise factor on every sensor's noise
 * @param faultPlan the order of the faults in five days of test, see {@link FaultSchedule}
 */
record PumpConstants(
        String asset,
        Hydraulics hydraulics,
        Motor motor,
        Vibration vibration,
        double noise,
        SensorFaults sensorFaults,
        List<FaultSchedule.Slot> faultPlan) {

    /**
     * Pump and system curve at full speed.
     *
     * @param shutoffHead head without flow, m
     * @param bestFlow flow at the best efficiency point, m3/h
     * @param bestHead head at the best efficiency point, m
     * @param staticHead the part of the system's head that does not depend on flow, m
     * @param bestEfficiency of the pump, 0..1
     */
    record Hydraulics(double shutoffHead, double bestFlow, double bestHead, double staticHead, double bestEfficiency) {

        /** Loss of head in the pump over the squared relative flow, m. */
        double pumpLoss() {
            return shutoffHead - bestHead;
        }

        /** Loss of head in the pipes over the squared relative flow, m. */
        double systemLoss() {
            return bestHead - staticHead;
        }
    }

    /**
     * Induction motor.
     *
     * @param efficiency 0..1
     * @param magnetisingCurrent reactive current, A
     * @param nominalCurrent A
     * @param idleRise motor over ambient temperature by iron losses and ventilation, K
     * @param loadRise further rise at nominal current, K
     * @param thermalMinutes time constant of the winding
     */
    record Motor(
            double efficiency,
            double magnetisingCurrent,
            double nominalCurrent,
            double idleRise,
            double loadRise,
            double thermalMinutes) {}

    /** Vibration velocity at both bearings: a constant part and one that grows with the squared speed, mm/s. */
    record Vibration(double driveEndBase, double driveEndSpeed, double nonDriveEndBase, double nonDriveEndSpeed) {}

    /**
     * Which sensors fail on this pump.
     *
     * @param stuck the one that freezes
     * @param drifting the one that drifts
     * @param driftSpan how far it has drifted in the end, in its unit
     */
    record SensorFaults(PlantSensor stuck, PlantSensor drifting, double driftSpan) {}

    static final PumpConstants PUMP_1 = new PumpConstants(
            "pump-1",
            new Hydraulics(62, 120, 50, 12, 0.76),
            new Motor(0.92, 14, 36.5, 14, 30, 45),
            new Vibration(0.9, 1.6, 0.6, 1.1),
            1.0,
            new SensorFaults(PlantSensor.FLOW, PlantSensor.DISCHARGE_PRESSURE, -0.6),
            List.of(
                    FaultSchedule.Slot.at(FaultKind.VALVE_CLOSING, 12.0),
                    FaultSchedule.Slot.at(FaultKind.CAVITATION, 30.5),
                    FaultSchedule.Slot.at(FaultKind.SENSOR_STUCK, 45.25),
                    FaultSchedule.Slot.at(FaultKind.LEAK, 58.0),
                    FaultSchedule.Slot.at(FaultKind.BEARING_WEAR, 73.0),
                    FaultSchedule.Slot.at(FaultKind.SENSOR_DRIFT, 98.0)));

    static final PumpConstants PUMP_2 = new PumpConstants(
            "pump-2",
            new Hydraulics(80, 85, 63, 20, 0.72),
            new Motor(0.91, 10.5, 33.5, 12, 34, 38),
            new Vibration(1.1, 1.3, 0.8, 1.2),
            1.1,
            new SensorFaults(PlantSensor.MOTOR_CURRENT, PlantSensor.FLUID_TEMPERATURE, 7),
            List.of(
                    FaultSchedule.Slot.at(FaultKind.BEARING_WEAR, 11.0),
                    FaultSchedule.Slot.at(FaultKind.LEAK, 33.5),
                    FaultSchedule.Slot.at(FaultKind.CAVITATION, 55.5),
                    FaultSchedule.Slot.at(FaultKind.SENSOR_DRIFT, 68.0),
                    FaultSchedule.Slot.at(FaultKind.VALVE_CLOSING, 87.5),
                    FaultSchedule.Slot.at(FaultKind.SENSOR_STUCK, 101.25)));
}
