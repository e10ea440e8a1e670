package io.bellwether.trainer.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnLevelTest {
    @Test
    void predictiveLevel_isExpectedToBeExceededAsOftenAsAsked() {
        double[] excesses = GeneralizedParetoTest.sample(new GeneralizedPareto(1, 0.1), 40, new SplittableRandom(1));
        ParetoPosterior posterior = new ParetoPosterior(excesses);

        for (double times : new double[] {1.5, 40, 1e4, 1e8}) {
            assertThat(posterior.survival(posterior.predictiveLevel(times)) * times)
                    .isCloseTo(1, within(1e-6));
        }
        assertThat(posterior.predictiveLevel(1)).isZero();
        assertThat(posterior.survival(0)).isCloseTo(1, within(1e-9));
    }

    /** Where the data are many the prior is silent. */
    @ParameterizedTest
    @ValueSource(doubles = {-0.2, 0, 0.3})
    void predictiveLevel_manyExcesses_isTheTrueOne(double shape) {
        GeneralizedPareto truth = new GeneralizedPareto(2, shape);
        double[] excesses = GeneralizedParetoTest.sample(truth, 5000, new SplittableRandom(2));

        assertThat(new ParetoPosterior(excesses).predictiveLevel(1000) / truth.returnLevel(1000))
                .isCloseTo(1, within(0.1));
    }

    /**
     * What the prior is for: alarms beyond the level, pooled over samples of 30 peaks, against one in 300 asked for.
     */
    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0, 0.1})
    void predictiveLevel_fewExcesses_isExceededAboutAsOftenAsAsked(double shape) {
        GeneralizedPareto truth = new GeneralizedPareto(1, shape);
        SplittableRandom random = new SplittableRandom(3);
        double predictive = 0;
        double likelihood = 0;
        int samples = 100;
        for (int i = 0; i < samples; i++) {
            double[] excesses = GeneralizedParetoTest.sample(truth, 30, random);
            predictive += truth.survival(new ParetoPosterior(excesses).predictiveLevel(300)) * 300 / samples;
            likelihood += truth.survival(moments(excesses).returnLevel(300)) * 300 / samples;
        }

        assertThat(predictive).isBetween(1 / 3.0, 3.0);
        assertThat(likelihood).as("without prior and without what is unknown").isGreaterThan(2.5);
    }

    /** One far peak moves the mean of the peaks by an order of magnitude, but not where the other 59 say the scale is. */
    @Test
    void predictiveLevel_oneOutlier_isThatOfAFineWideGrid() {
        double[] excesses = withOutlier();
        ParetoPosterior posterior = new ParetoPosterior(excesses);

        for (double times : new double[] {3, 30, 300}) {
            double level = posterior.predictiveLevel(times);
            assertThat(survivalOnAFineWideGrid(level, excesses) * times).isCloseTo(1, within(0.02));
        }
        assertThat(posterior.predictiveLevel(10)).isBetween(2.0, 8.0);
    }

    private static double[] withOutlier() {
        double[] excesses = GeneralizedParetoTest.sample(new GeneralizedPareto(1, 0), 60, new SplittableRandom(5));
        excesses[59] = 1000;
        return excesses;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 60})
    void survival_fewExcesses_isThatOfAFineWideGrid(int size) {
        double[] excesses = GeneralizedParetoTest.sample(new GeneralizedPareto(3, 0.1), size, new SplittableRandom(6));
        ParetoPosterior posterior = new ParetoPosterior(excesses);

        for (double excess : new double[] {0.5, 5, 20, 80}) {
            assertThat(posterior.survival(excess) / survivalOnAFineWideGrid(excess, excesses))
                    .as("beyond %s", excess)
                    .isCloseTo(1, within(0.01));
        }
    }

    /** The outlier and the others together: scale 1.2, shape 0.45 by a fine grid. */
    @Test
    void mode_anySample_isTheMostProbable() {
        for (double[] excesses : new double[][] {withOutlier(), GeneralizedParetoTest.WHEATON}) {
            GeneralizedPareto mode = new ParetoPosterior(excesses).mode();
            double found = logPosterior(mode, excesses);

            for (double shape = -0.49; shape < 0.5; shape += 0.01) {
                for (double scale = 0.01; scale < 100; scale *= 1.02) {
                    assertThat(logPosterior(new GeneralizedPareto(scale, shape), excesses))
                            .as("scale %s, shape %s", scale, shape)
                            .isLessThan(found + 0.1);
                }
            }
        }
    }

    private static double logPosterior(GeneralizedPareto tail, double[] excesses) {
        return tail.logLikelihood(excesses) + 7 * Math.log((0.5 + tail.shape()) * (0.5 - tail.shape()));
    }

    @ParameterizedTest
    @CsvSource({"0.9, 90, 100", "0, 0, 2", "-0.4, 0, 0"})
    void heavy_sixtyExcesses_isWhatIsHeavierThanAllowedFor(double shape, int fewest, int most) {
        SplittableRandom random = new SplittableRandom(7);
        int heavy = 0;
        for (int i = 0; i < 100; i++) {
            heavy += new ParetoPosterior(GeneralizedParetoTest.sample(new GeneralizedPareto(1, shape), 60, random))
                            .heavy()
                    ? 1
                    : 0;
        }

        assertThat(heavy).isBetween(fewest, most);
    }

    /** The naive twin: scales from a hundredth to a hundred times the median, for every shape. */
    private static double survivalOnAFineWideGrid(double excess, double[] excesses) {
        double median = Arrays.stream(excesses).sorted().toArray()[excesses.length / 2];
        double reference = new GeneralizedPareto(median, 0.4).logLikelihood(excesses);
        double sum = 0;
        double beyond = 0;
        for (double unit = 0.005; unit < 1; unit += 0.01) {
            for (double log = -4.6; log < 4.6; log += 0.01) {
                GeneralizedPareto tail = new GeneralizedPareto(median * Math.exp(log), unit - 0.5);
                double weight = Math.exp(tail.logLikelihood(excesses) - reference) * Math.pow(unit * (1 - unit), 7);
                sum += weight;
                beyond += weight * tail.survival(excess);
            }
        }
        return beyond / sum;
    }

    @Test
    void interval_smallSamples_coversBetterThanABootstrap() {
        SplittableRandom random = new SplittableRandom(4);
        int samples = 40;
        int covered = 0;
        int bootstrapped = 0;
        double[] shapes = {-0.1, 0, 0.1, 0.3};
        for (double shape : shapes) {
            GeneralizedPareto truth = new GeneralizedPareto(1, shape);
            double level = truth.returnLevel(200);
            for (int i = 0; i < samples; i++) {
                double[] excesses = GeneralizedParetoTest.sample(truth, 20, random);
                ProfileInterval interval = ProfileInterval.of(excesses, 200);
                covered += interval.low() <= level && level <= interval.high() ? 1 : 0;
                double[] levels = bootstrap(excesses, 200, random);
                bootstrapped += levels[2] <= level && level <= levels[97] ? 1 : 0;
            }
        }

        double all = samples * shapes.length;
        assertThat(covered / all).isBetween(0.88, 0.99);
        assertThat(bootstrapped / all).isLessThan(covered / all);
    }

    /** Parametric, percentiles. */
    private static double[] bootstrap(double[] excesses, double times, SplittableRandom random) {
        GeneralizedPareto fitted = moments(excesses);
        double[] levels = new double[100];
        Arrays.setAll(
                levels,
                b -> moments(GeneralizedParetoTest.sample(fitted, excesses.length, random))
                        .returnLevel(times));
        Arrays.sort(levels);
        return levels;
    }

    /** By probability-weighted moments (Hosking and Wallis 1987), the tail made to hold the largest excess. */
    private static GeneralizedPareto moments(double[] excesses) {
        double[] sorted = Arrays.stream(excesses).sorted().toArray();
        int n = sorted.length;
        double mean = 0;
        double weighted = 0;
        for (int i = 0; i < n; i++) {
            mean += sorted[i] / n;
            weighted += (1 - (i + 0.65) / n) * sorted[i] / n;
        }
        double shape = 2 - mean / (mean - 2 * weighted);
        double scale = 2 * mean * weighted / (mean - 2 * weighted);
        return new GeneralizedPareto(scale, Math.max(shape, -scale / sorted[n - 1]));
    }
}
