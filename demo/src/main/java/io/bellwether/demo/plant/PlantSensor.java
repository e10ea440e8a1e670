package io.bellwether.demo.plant;

/** What is measured at every pump, in the column order of the CSVs. */
public enum PlantSensor {
    MOTOR_CURRENT("motor_current", "A", 1, 0.20, 0.10),
    MOTOR_VOLTAGE("motor_voltage", "V", 1, 0.50, 0.30),
    VIBRATION_DRIVE_END("vibration_drive_end", "mm/s", 2, 0.060, 0.035),
    VIBRATION_NON_DRIVE_END("vibration_non_drive_end", "mm/s", 2, 0.050, 0.030),
    DISCHARGE_PRESSURE("discharge_pressure", "bar", 2, 0.020, 0.010),
    FLOW("flow", "m3/h", 1, 0.45, 0.25),
    MOTOR_TEMPERATURE("motor_temperature", "degC", 1, 0.15, 0.08),
    FLUID_TEMPERATURE("fluid_temperature", "degC", 1, 0.12, 0.06);

    private static final long[] POWERS_OF_TEN = {1, 10, 100};

    private final String column;
    private final String unit;
    private final int decimals;
    private final double whiteNoise;
    private final double slowNoise;

    PlantSensor(String column, String unit, int decimals, double whiteNoise, double slowNoise) {
        this.column = column;
        this.unit = unit;
        this.decimals = decimals;
        this.whiteNoise = whiteNoise;
        this.slowNoise = slowNoise;
    }

    /** The name in CSV headers and telemetry records. */
    public String column() {
        return column;
    }

    public String unit() {
        return unit;
    }

    /** Digits after the point: the sensor's resolution is {@code 10^-decimals} of its unit. */
    public int decimals() {
        return decimals;
    }

    /** Standard deviation of the noise that is independent from sample to sample, in the sensor's unit. */
    double whiteNoise() {
        return whiteNoise;
    }

    /** Standard deviation of the noise that carries over from sample to sample, in the sensor's unit. */
    double slowNoise() {
        return slowNoise;
    }

    /** The nearest value the sensor can show: the double nearest to the text of {@link #format}. */
    double quantise(double value) {
        return (double) ticks(value) / POWERS_OF_TEN[decimals];
    }

    /** Fixed decimals, a point, no locale: {@code 3.10}, {@code -0.05}. */
    public String format(double value) {
        long ticks = ticks(value);
        long magnitude = StrictMath.abs(ticks);
        long power = POWERS_OF_TEN[decimals];
        String fraction = Long.toString(magnitude % power);
        return (ticks < 0 ? "-" : "") + magnitude / power + "." + "0".repeat(decimals - fraction.length()) + fraction;
    }

    private long ticks(double value) {
        return StrictMath.round(value * POWERS_OF_TEN[decimals]);
    }
}
