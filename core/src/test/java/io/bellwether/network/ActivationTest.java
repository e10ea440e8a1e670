package io.bellwether.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActivationTest {
    @Test
    void tanh_wholeRange_isWithin3e7OfTheRealOne() {
        double worst = 0;
        for (float x = -12; x <= 12; x += 1f / 4096) {
            worst = Math.max(worst, Math.abs(Activation.tanh(x) - StrictMath.tanh(x)));
        }
        assertThat(worst).isLessThan(3e-7);
    }

    @Test
    void tanh_nearZero_isWithin3e7OfTheRealOneRelatively() {
        double worst = 0;
        for (double x = 1e-30; x <= 12; x *= 1.0001) {
            double real = StrictMath.tanh((float) x);
            worst = Math.max(worst, Math.abs(Activation.tanh((float) x) - real) / real);
        }
        assertThat(worst).isLessThan(3e-7);
    }

    @Test
    void sigmoid_wholeRange_isWithin2e7OfTheRealOne() {
        double worst = 0;
        for (float x = -24; x <= 24; x += 1f / 2048) {
            worst = Math.max(worst, Math.abs(Activation.sigmoid(x) - 1 / (1 + StrictMath.exp(-x))));
        }
        assertThat(worst).isLessThan(2e-7);
    }

    @Test
    void tanh_extremes_staysWithinOne() {
        assertThat(Activation.tanh(Float.POSITIVE_INFINITY)).isBetween(0.9999997f, 1f);
        assertThat(Activation.tanh(-Float.MAX_VALUE)).isBetween(-1f, -0.9999997f);
        assertThat(Activation.tanh(0f)).isZero();
        assertThat(Activation.tanh(-0.5f)).isEqualTo(-Activation.tanh(0.5f));
    }
}
