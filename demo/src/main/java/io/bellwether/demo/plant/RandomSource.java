package io.bellwether.demo.plant;

import java.util.SplittableRandom;

/**
 * Uniform and normal deviates that are the same bits on every platform and Java version.
 *
 * <p>Only {@link SplittableRandom#nextLong()} and {@link SplittableRandom#split()} are used, whose algorithm
 * (SplitMix64) is fixed. {@code nextGaussian} is not: its algorithm changed between Java versions.
 */
final class RandomSource {
    private static final double UNIT = 0x1.0p-53;

    private final SplittableRandom bits;

    RandomSource(SplittableRandom bits) {
        this.bits = bits;
    }

    /** A stream of its own, independent of how many numbers are drawn from this one later. */
    RandomSource split() {
        return new RandomSource(bits.split());
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (bits.nextLong() >>> 11) * UNIT;
    }

    double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** Standard normal, by the basic Box-Muller transform; the second deviate of the pair is not used. */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** A wandering quantity around zero: an Ornstein-Uhlenbeck process sampled once a minute. */
    Wander wander(double deviation, double minutes) {
        return new Wander(split(), deviation, minutes);
    }

    /** First-order autoregressive process; never further from zero than 2.5 standard deviations. */
    static final class Wander {
        private static final double LIMIT = 2.5;

        private final RandomSource random;
        private final double deviation;
        private final double memory;
        private final double innovation;
        private double value;

        private Wander(RandomSource random, double deviation, double minutes) {
            this.random = random;
            this.deviation = deviation;
            this.memory = StrictMath.exp(-1 / minutes);
            this.innovation = deviation * StrictMath.sqrt(1 - memory * memory);
        }

        double next() {
            double free = memory * value + innovation * random.normal();
            value = StrictMath.max(-LIMIT * deviation, StrictMath.min(LIMIT * deviation, free));
            return value;
        }
    }
}
