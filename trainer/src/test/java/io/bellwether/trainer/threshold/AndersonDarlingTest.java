package io.bellwether.trainer.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AndersonDarlingTest {
    @Test
    void statistic_byHand_isTheDefinition() {
        GeneralizedPareto uniform = new GeneralizedPareto(1, -1);

        double statistic = AndersonDarling.statistic(new double[] {0.5, 0.2}, uniform);

        double sum = Math.log(0.2) + Math.log(1 - 0.5) + 3 * (Math.log(0.5) + Math.log(1 - 0.2));
        assertThat(statistic).isCloseTo(-2 - sum / 2, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.974, 0.05",
        "0.5, 0.83, 0.05",
        "-0.5, 1.321, 0.05",
        "0.9, 1.086, 0.01",
        "0.1, 0.935, 0.05",
        "0.05, 0.9545, 0.05",
        "3, 0.771, 0.05",
        "0, 0.1, 0.5",
        "0, 9, 0.001"
    })
    void pValue_ofTheTable_isItsLevel(double shape, double statistic, double expected) {
        assertThat(AndersonDarling.pValue(statistic, shape)).isCloseTo(expected, within(1e-9));
    }

    /** The table would be wrong by a factor of two with the sign of the shape mistaken. */
    @ParameterizedTest
    @ValueSource(doubles = {-0.3, 0, 0.2, 0.45})
    void pValue_rightDistribution_isBelowFivePercentAsOftenAsItSays(double shape) {
        SplittableRandom random = new SplittableRandom(4);
        int samples = 1000;
        int rejected = 0;
        for (int i = 0; i < samples; i++) {
            double[] excesses = GeneralizedParetoTest.sample(new GeneralizedPareto(2, shape), 60, random);
            GeneralizedPareto fitted = ParetoFit.of(excesses).distribution();
            rejected +=
                    AndersonDarling.pValue(AndersonDarling.statistic(excesses, fitted), fitted.shape()) < 0.05 ? 1 : 0;
        }

        assertThat(rejected / (double) samples).isBetween(0.025, 0.065);
    }

    @Test
    void pValue_twoPopulations_isSmall() {
        SplittableRandom random = new SplittableRandom(5);
        double[] excesses = new double[100];
        Arrays.setAll(excesses, i -> (i % 2 == 0 ? 0.1 : 5) + 0.1 * random.nextDouble());
        GeneralizedPareto fitted = ParetoFit.of(excesses).distribution();

        assertThat(AndersonDarling.pValue(AndersonDarling.statistic(excesses, fitted), fitted.shape()))
                .isEqualTo(0.001);
    }
}
