package io.bellwether.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftGateTest {
    private static double noise(int row, int sensor) {
        return new SplittableRandom(31L * row + sensor).split().nextDouble() - 0.5;
    }

    @Test
    void drift_ofARampAndOfNoise_liesOnEitherSideOfTheLimit() {
        // A ramp over 8 blocks of width w: sd of means = w sqrt(63/12), sd within = w / sqrt(12).
        FrameSeries ramp = Readings.frames(8000, 2, (row, s) -> s == 0 ? row : noise(row, s));

        assertThat(DriftGate.ratio(ramp, 0)).isCloseTo(Math.sqrt(63), within(0.01));
        assertThat(DriftGate.ratio(ramp, 1)).isLessThan(0.2);
    }
}
