package io.bellwether.trainer.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneralizedParetoTest {
    /** Exceedances of the Wheaton River, Yukon, in m3/s: an example of Choulakian and Stephens (2001). */
    static final double[] WHEATON = {
        1.7, 2.2, 14.4, 1.1, 0.4, 20.6, 5.3, 0.7, 1.9, 13.0, 12.0, 9.3, 1.4, 18.7, 8.5, 25.5, 11.6, 14.1, 22.1, 1.1,
        2.5, 14.4, 1.7, 37.6, 0.6, 2.2, 39.0, 0.3, 15.0, 11.0, 7.3, 22.9, 1.7, 0.1, 1.1, 0.6, 9.0, 1.7, 7.0, 20.1, 0.4,
        2.8, 14.1, 9.9, 10.4, 10.7, 30.0, 3.6, 5.6, 30.8, 13.3, 4.2, 25.5, 3.4, 11.9, 21.5, 27.6, 36.4, 2.7, 64.0, 1.5,
        2.5, 27.4, 1.0, 27.1, 20.2, 16.8, 5.3, 9.7, 27.5, 2.5, 27.0
    };

    static double[] sample(GeneralizedPareto from, int size, SplittableRandom random) {
        return random.doubles(size).map(from::quantile).toArray();
    }

    @ParameterizedTest
    @CsvSource({"-0.4, 0.7", "-0.1, 2", "0, 1", "1e-12, 1", "1e-7, 1", "0.3, 3", "0.9, 0.1"})
    void quantile_isTheInverseOfTheDistributionFunction(double shape, double scale) {
        GeneralizedPareto tail = new GeneralizedPareto(scale, shape);

        for (double fraction : new double[] {0.001, 0.3, 0.5, 0.99, 0.99999}) {
            assertThat(tail.cdf(tail.quantile(fraction))).isCloseTo(fraction, within(1e-9));
        }
        assertThat(tail.survival(tail.returnLevel(1000))).isCloseTo(1e-3, within(1e-9));
        assertThat(tail.cdf(0)).isZero();
        assertThat(tail.survival(-1)).isOne();
    }

    @Test
    void survival_byHand_isTheClosedForm() {
        assertThat(new GeneralizedPareto(2, 0).survival(2)).isCloseTo(Math.exp(-1), within(1e-12));
        assertThat(new GeneralizedPareto(2, 0.5).survival(4)).isCloseTo(0.25, within(1e-12));
        assertThat(new GeneralizedPareto(2, -0.5).survival(2)).isCloseTo(0.25, within(1e-12));
        assertThat(new GeneralizedPareto(2, -0.5).survival(4))
                .as("the tail's end")
                .isZero();
        assertThat(new GeneralizedPareto(2, -0.5).logLikelihood(new double[] {1, 4.1}))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(new GeneralizedPareto(2, 0).logLikelihood(new double[] {1, 3}))
                .isCloseTo(-2 * Math.log(2) - 2, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 0", "NaN, 0", "Infinity, 0", "1, NaN", "1, Infinity"})
    void distribution_nonsense_isRefused(double scale, double shape) {
        assertThatThrownBy(() -> new GeneralizedPareto(scale, shape)).hasMessageContaining("scale above zero");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.9, -0.4, -0.1, 0, 0.2, 0.5, 2})
    void likeliest_anySample_isNoLessLikelyThanAnyScale(double shape) {
        SplittableRandom random = new SplittableRandom(3);
        double[] outlier = sample(new GeneralizedPareto(1, 0), 60, random);
        outlier[7] = 1000;
        for (double[] excesses : new double[][] {WHEATON, {1}, {2, 2}, outlier}) {
            double found = GeneralizedPareto.likeliest(shape, excesses).logLikelihood(excesses);

            for (double scale = 1e-3; scale < 1e4; scale *= 1.02) {
                assertThat(new GeneralizedPareto(scale, shape).logLikelihood(excesses))
                        .as("scale %s", scale)
                        .isLessThanOrEqualTo(found + 1e-9);
            }
        }
    }
}
