package io.bellwether.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void interval_ofFewerThanThreeNumbers_isNone() {
        assertThat(Bootstrap.ofMean(new double[] {1, 2})).isEmpty();
        assertThat(Bootstrap.ofMean(new double[] {1, Double.NaN, 2, Double.NaN}))
                .isEmpty();
        assertThat(Bootstrap.ofMean(new double[] {1, Double.NaN, 2, 3})).isPresent();
    }

    @Test
    void interval_ofEqualNumbers_isThatNumber() {
        assertThat(Bootstrap.ofMean(new double[] {0.5, 0.5, 0.5})).hasValue(new Bootstrap.Interval(0.5, 0.5));
    }

    @Test
    void interval_ofManyNumbers_isNearlyTheNormalOne() {
        double[] coin = new double[400];
        for (int i = 0; i < coin.length; i += 2) {
            coin[i] = 1;
        }
        double halfWidth = 1.96 * 0.5 / 20;

        Bootstrap.Interval interval = Bootstrap.ofMean(coin).orElseThrow();

        assertThat(interval.low()).isCloseTo(0.5 - halfWidth, within(0.004));
        assertThat(interval.high()).isCloseTo(0.5 + halfWidth, within(0.004));
    }

    @Test
    void interval_ofTheSameNumbers_isTheSame() {
        double[] values = {0.1, 0.7, 0.4, 0.9};

        assertThat(Bootstrap.ofMean(values)).isEqualTo(Bootstrap.ofMean(values));
    }
}
