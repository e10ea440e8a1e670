package io.bellwether.demo.plant;

import java.util.EnumMap;
import java.util.Map;

/**
 * The physics of one pump loop, without its sensors.
 *
 * <p>The speed sets the working point, where the pump's curve meets the system's (q = flow over best flow, n = relative
 * speed, by the affinity laws flow ~ n, head ~ n^2, power ~ n^3):
 *
 * <pre>
 * pump:   H = n^2 shutoffHead - pumpLoss q^2
 * system: H = staticHead + systemLoss q^2
 * </pre>
 *
 * Head and flow give the shaft power, it and the mains voltage the current, the current the losses that heat the motor
 * with a lag; the fluid is warmed by the shaft power and follows the ambient temperature slowly.
 */
final class Pump {
    private static final double WATER = 998;
    private static final double GRAVITY = 9.81;
    private static final double PASCAL_PER_BAR = 1e5;
    private static final double MAINS_VOLTS = 400;
    private static final double MAINS_OHMS = 0.05;
    private static final double SQRT_3 = StrictMath.sqrt(3);
    private static final double FLUID_MINUTES = 100;

    private final PumpConstants constants;
    private final LoadProfile load;
    private final RandomSource.Wander resistance;
    private final RandomSource.Wander mains;
    private final RandomSource.Wander weather;
    private final double nominalPower;
    private final double motorLag;
    private final double fluidLag;
    private double motorTemperature;
    private double fluidTemperature;
    private boolean running;

    Pump(PumpConstants constants, RandomSource random) {
        this.constants = constants;
        this.load = new LoadProfile(random.split());
        this.resistance = random.wander(0.01, 60);
        this.mains = random.wander(2.2, 45);
        this.weather = random.wander(0.4, 24 * 60);
        PumpConstants.Hydraulics hydraulics = constants.hydraulics();
        this.nominalPower = shaftPower(1, hydraulics.bestHead(), 1);
        this.motorLag = 1 - StrictMath.exp(-1 / constants.motor().thermalMinutes());
        this.fluidLag = 1 - StrictMath.exp(-1 / FLUID_MINUTES);
    }

    /** The true values one minute on. Draws the same random numbers whatever the disturbance. */
    Map<PlantSensor, Double> next(long epochMinute, Disturbance disturbance) {
        double speed = load.next(epochMinute);
        double openSystem = 1 + resistance.next();
        double q = relativeFlow(speed, openSystem * disturbance.resistance(), disturbance.head());
        double head = head(speed, q, disturbance.head());
        double power = powerAt(speed, openSystem * disturbance.resistance()) + disturbance.friction() * nominalPower;
        double supply = MAINS_VOLTS + mains.next() - 1.5 * PlantClock.dailyCycle(epochMinute, 13);
        double current = current(power, supply);
        double ambient = 18 + 4 * PlantClock.dailyCycle(epochMinute, 15) + weather.next();
        warm(ambient, current, power);

        double speedSquared = speed * speed;
        double offBest = 1 - q / speed;
        double rough = 1 + 0.3 * offBest * offBest;
        PumpConstants.Vibration vibration = constants.vibration();
        Map<PlantSensor, Double> truth = new EnumMap<>(PlantSensor.class);
        truth.put(PlantSensor.MOTOR_CURRENT, current);
        truth.put(PlantSensor.MOTOR_VOLTAGE, supply - MAINS_OHMS * current);
        truth.put(
                PlantSensor.VIBRATION_DRIVE_END,
                vibration.driveEndBase()
                        + (vibration.driveEndSpeed() * rough + disturbance.driveEndVibration()) * speedSquared);
        truth.put(
                PlantSensor.VIBRATION_NON_DRIVE_END,
                vibration.nonDriveEndBase()
                        + (vibration.nonDriveEndSpeed() * rough + disturbance.nonDriveEndVibration()) * speedSquared);
        truth.put(PlantSensor.DISCHARGE_PRESSURE, WATER * GRAVITY * head / PASCAL_PER_BAR);
        truth.put(PlantSensor.FLOW, q * constants.hydraulics().bestFlow());
        truth.put(PlantSensor.MOTOR_TEMPERATURE, motorTemperature + disturbance.bearingHeat());
        truth.put(PlantSensor.FLUID_TEMPERATURE, fluidTemperature);
        return truth;
    }

    private double relativeFlow(double speed, double resistanceFactor, double headFactor) {
        PumpConstants.Hydraulics h = constants.hydraulics();
        double available = headFactor * speed * speed * h.shutoffHead() - h.staticHead();
        return StrictMath.sqrt(available / (headFactor * h.pumpLoss() + resistanceFactor * h.systemLoss()));
    }

    private double head(double speed, double q, double headFactor) {
        PumpConstants.Hydraulics h = constants.hydraulics();
        return headFactor * (speed * speed * h.shutoffHead() - h.pumpLoss() * q * q);
    }

    /** Shaft power in W of the sound pump: cavitation costs head and efficiency alike, so the power stays. */
    private double powerAt(double speed, double resistanceFactor) {
        double q = relativeFlow(speed, resistanceFactor, 1);
        return shaftPower(q, head(speed, q, 1), speed);
    }

    private double shaftPower(double q, double head, double speed) {
        PumpConstants.Hydraulics h = constants.hydraulics();
        double offBest = 1 - q / speed;
        double efficiency = h.bestEfficiency() * (1 - 0.9 * offBest * offBest);
        return WATER * GRAVITY * head * q * h.bestFlow() / 3600 / efficiency;
    }

    /** Active current for the power at this voltage, and the magnetising current at a right angle to it. */
    private double current(double power, double volts) {
        PumpConstants.Motor motor = constants.motor();
        double active = power / motor.efficiency() / (SQRT_3 * volts);
        double magnetising = motor.magnetisingCurrent() * volts / MAINS_VOLTS;
        return StrictMath.sqrt(active * active + magnetising * magnetising);
    }

    private void warm(double ambient, double current, double power) {
        PumpConstants.Motor motor = constants.motor();
        double relative = current / motor.nominalCurrent();
        double motorEnd = ambient + motor.idleRise() + motor.loadRise() * relative * relative;
        double fluidEnd = 24 + 0.5 * (ambient - 18) + 4 * power / nominalPower;
        motorTemperature += (running ? motorLag : 1) * (motorEnd - motorTemperature);
        fluidTemperature += (running ? fluidLag : 1) * (fluidEnd - fluidTemperature);
        running = true;
    }
}
