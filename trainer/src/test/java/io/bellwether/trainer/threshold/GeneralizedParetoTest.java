package io.bellwether.trainer.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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

    /**
     * The standard deviations of Smith (1987): (1 + shape) / sqrt(n) for shape, sqrt(2 (1 + shape) / n) for log scale.
     */
    @ParameterizedTest
    @CsvSource({"-0.2, 60", "-0.2, 1000", "0, 60", "0, 1000", "0.2, 60", "0.2, 1000", "0.4, 60", "0.4, 1000"})
    void fit_manySamples_findsTheParametersWithTheErrorThatTheoryTells(double shape, int size) {
        SplittableRandom random = new SplittableRandom(1);
        GeneralizedPareto truth = new GeneralizedPareto(3, shape);
        int samples = 60;
        double shapes = 0;
        double shapeErrors = 0;
        double logScaleErrors = 0;
        for (int i = 0; i < samples; i++) {
            ParetoFit fit = ParetoFit.of(sample(truth, size, random));
            assertThat(fit.method()).isEqualTo(ParetoFit.Method.MAXIMUM_LIKELIHOOD);
            shapes += fit.distribution().shape() / samples;
            shapeErrors += Math.pow(fit.distribution().shape() - shape, 2) / samples;
            logScaleErrors += Math.pow(Math.log(fit.distribution().scale() / 3), 2) / samples;
        }

        double expected = (1 + shape) / Math.sqrt(size);
        assertThat(shapes).isCloseTo(shape, within(4 / Math.sqrt(samples) * expected + 3.0 / size));
        assertThat(Math.sqrt(shapeErrors)).isBetween(0.7 * expected, 1.4 * expected);
        assertThat(Math.sqrt(logScaleErrors)).isLessThan(1.4 * Math.sqrt(2 * (1 + shape) / size));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.2, 0, 0.2, 0.4})
    void fit_smallSamples_momentsAreNearerThanTheLikelihood(double shape) {
        SplittableRandom random = new SplittableRandom(2);
        double moments = 0;
        double likelihood = 0;
        for (int i = 0; i < 200; i++) {
            double[] excesses = sample(new GeneralizedPareto(1, shape), 25, random);
            ParetoFit fit = ParetoFit.of(excesses);
            assertThat(fit.method()).isEqualTo(ParetoFit.Method.PROBABILITY_WEIGHTED_MOMENTS);
            moments += Math.pow(fit.distribution().shape() - shape, 2);
            likelihood += ParetoFit.maximumLikelihood(excesses)
                    .map(found -> Math.pow(found.shape() - shape, 2))
                    .orElse(1.0);
        }

        assertThat(moments).isLessThan(likelihood);
    }

    @Test
    void maximumLikelihood_anySample_isNoLowerThanAFineGrid() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 40; i++) {
            double[] excesses = i == 0 ? WHEATON : sample(new GeneralizedPareto(1, i / 40.0 - 0.4), 50, random);
            double found = ParetoFit.maximumLikelihood(excesses).orElseThrow().logLikelihood(excesses);

            double mean = Arrays.stream(excesses).average().orElseThrow();
            for (double shape = -0.9; shape < 1.5; shape += 0.02) {
                for (double scale = 0.3 * mean; scale < 2.5 * mean; scale *= 1.02) {
                    assertThat(new GeneralizedPareto(scale, shape).logLikelihood(excesses))
                            .as("sample %d, scale %s, shape %s", i, scale, shape)
                            .isLessThanOrEqualTo(found + 1e-9);
                }
            }
        }
    }

    @Test
    void fit_evenlySpacedExcesses_hasNoMaximumAndFallsBackToMoments() {
        double[] even = new double[60];
        Arrays.setAll(even, i -> 1 + i / 1e3);

        ParetoFit fit = ParetoFit.of(even);

        assertThat(fit.method()).isEqualTo(ParetoFit.Method.PROBABILITY_WEIGHTED_MOMENTS);
        assertThat(fit.distribution().survival(even[58])).isPositive();
    }

    /**
     * With a0 = mean and a1 = the mean weighted by 1 - p: shape = 2 - a0 / (a0 - 2 a1), scale = 2 a0 a1 / (a0 - 2 a1).
     */
    @Test
    void weightedMoments_byHand_areThoseOfHoskingAndWallis() {
        double a0 = (1 + 2 + 6) / 3.0;
        double a1 = (1 * (1 - 0.65 / 3) + 2 * (1 - 1.65 / 3) + 6 * (1 - 2.65 / 3)) / 3;

        GeneralizedPareto fitted = ParetoFit.weightedMoments(new double[] {6, 1, 2});

        assertThat(fitted.shape()).isCloseTo(2 - a0 / (a0 - 2 * a1), within(1e-12));
        assertThat(fitted.scale()).isCloseTo(2 * a0 * a1 / (a0 - 2 * a1), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "2,2,2", "1,NaN", "1,0", "1,-3", "1,Infinity"})
    void fit_degenerate_isRefused(String values) {
        double[] excesses = values.isEmpty()
                ? new double[0]
                : Arrays.stream(values.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray();

        assertThatThrownBy(() -> ParetoFit.of(excesses)).hasMessageContaining("excess");
    }
}
