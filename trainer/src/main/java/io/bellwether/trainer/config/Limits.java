package io.bellwether.trainer.config;

/** Checks of single values. */
final class Limits {
    private Limits() {}

    static void atLeast(String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + ", not " + value);
        }
    }

    static void atLeast(String key, double value, double least) {
        if (!(value >= least) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(key + " must be at least " + least + ", not " + value);
        }
    }

    static void above(String key, double value, double limit) {
        if (!(value > limit) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(key + " must be greater than " + limit + ", not " + value);
        }
    }

    static void share(String key, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(key + " must lie in [0, 1), not " + value);
        }
    }

    static void fraction(String key, double value) {
        if (!(value > 0) || value > 1) {
            throw new IllegalArgumentException(key + " must lie in (0, 1], not " + value);
        }
    }
}
