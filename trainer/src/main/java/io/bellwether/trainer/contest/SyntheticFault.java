package io.bellwether.trainer.contest;

import java.util.Locale;
import java.util.SplittableRandom;

/** Faults as they are put into one sensor of normal data, in the sensor's standard deviations (sd). */
public enum SyntheticFault {
    /** A few values in a row are off by 3 sd, times the size. */
    SPIKE {
        @Override
        double[] apply(double[] normal, double size, SplittableRandom random) {
            return shifted(normal, f -> f < SPIKE_FRAMES ? 3 * size : 0);
        }
    },
    /** All values are off by one sd, times the size. */
    LEVEL_SHIFT {
        @Override
        double[] apply(double[] normal, double size, SplittableRandom random) {
            return shifted(normal, f -> size);
        }
    },
    /** The values move off, to 2 sd, times the size, at the end. */
    SLOW_DRIFT {
        @Override
        double[] apply(double[] normal, double size, SplittableRandom random) {
            return shifted(normal, f -> 2 * size * (f + 1) / normal.length);
        }
    },
    /** Noise of one sd, times the size, comes on top. */
    VARIANCE {
        @Override
        double[] apply(double[] normal, double size, SplittableRandom random) {
            return shifted(normal, f -> size * random.nextGaussian());
        }
    },
    /** The values stay at the first one. */
    FROZEN {
        @Override
        double[] apply(double[] normal, double size, SplittableRandom random) {
            return shifted(normal, f -> normal[0] - normal[f]);
        }
    },
    /** The values come in reverse order, so that they fit those of other sensors no more. */
    BROKEN_CORRELATION {
        @Override
        double[] apply(double[] normal, double size, SplittableRandom random) {
            return shifted(normal, f -> normal[normal.length - 1 - f] - normal[f]);
        }
    };

    private static final int SPIKE_FRAMES = 3;

    /**
     * What a sensor reads under the fault.
     *
     * @param normal (frames) what it reads without, in sd; not changed
     * @param size of the fault, negative = downwards; frozen and broken correlation have none
     * @return (frames)
     */
    abstract double[] apply(double[] normal, double size, SplittableRandom random);

    private interface Offset {
        double at(int frame);
    }

    private static double[] shifted(double[] normal, Offset offset) {
        double[] faulty = new double[normal.length];
        for (int f = 0; f < normal.length; f++) {
            faulty[f] = normal[f] + offset.at(f);
        }
        return faulty;
    }

    /** As in {@code level shift}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
