package io.bellwether.scoring;

import java.util.Arrays;
import java.util.List;

/** Centres and scales the sensors of one asset: z = (value - mean) / sd, clipped to +-{@value #CLIP}. Immutable. */
public final class Scaler {
    /** Beyond this many standard deviations a value carries no more information for the network. */
    public static final double CLIP = 20;

    private static final int DIGITS = 6; // of a standard deviation after its first; float32 cannot vouch for more

    private final double[] mean; // (sensors) in the sensor's unit
    private final double[] sd; // (sensors) in the sensor's unit, > 0
    private final int[] decimals; // (sensors) as a value is told; negative = to tens, hundreds and so on

    /**
     * A scaler for one asset.
     *
     * @param mean (sensors)
     * @param sd (sensors), finite and greater than zero
     */
    public Scaler(List<Double> mean, List<Double> sd) {
        if (mean.size() != sd.size()) {
            throw new IllegalArgumentException(mean.size() + " means, but " + sd.size() + " standard deviations");
        }
        this.mean = mean.stream().mapToDouble(Double::doubleValue).toArray();
        this.sd = sd.stream().mapToDouble(Double::doubleValue).toArray();
        for (int s = 0; s < this.sd.length; s++) {
            if (!(this.sd[s] > 0) || !Double.isFinite(this.sd[s]) || !Double.isFinite(this.mean[s])) {
                throw new IllegalArgumentException(
                        "sensor " + s + " has mean " + this.mean[s] + " and standard deviation " + this.sd[s]);
            }
        }
        decimals = Arrays.stream(this.sd)
                .mapToInt(each -> Digits.decimals(each) + DIGITS)
                .toArray();
    }

    /** The number of sensors. */
    public int size() {
        return mean.length;
    }

    /** The scaled value of one sensor. */
    public float scale(int sensor, double value) {
        double z = (value - mean[sensor]) / sd[sensor];
        return (float) Math.max(-CLIP, Math.min(CLIP, z));
    }

    /** Back to the sensor's unit. */
    public double unscale(int sensor, double scaled) {
        return Math.fma(scaled, sd[sensor], mean[sensor]);
    }

    /**
     * A value in the sensor's unit as it is told: as a decimal, in steps of a millionth of the standard deviation or a
     * little less. So what is far from zero and hardly moves keeps the digits in which it moves.
     */
    double told(int sensor, double value) {
        return Digits.round(value, decimals[sensor]);
    }
}
