package io.bellwether.trainer.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AndersonDarlingTest {
    @Test
    void statistic_byHand_isTheDefinition() {
        GeneralizedPareto uniform = new GeneralizedPareto(1, -1);

        double statistic = AndersonDarling.statistic(new double[] {0.5, 0.2}, uniform);

        double sum = Math.log(0.2) + Math.log(1 - 0.5) + 3 * (Math.log(0.5) + Math.log(1 - 0.2));
        assertThat(statistic).isCloseTo(-2 - sum / 2, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.5", "0.496, 0.5", "0.735, 0.25", "1.321, 0.05", "1.958, 0.01", "2.922, 0.001", "9, 0.001"})
    void pValue_ofTheTable_isItsLevel(double statistic, double expected) {
        assertThat(AndersonDarling.pValue(statistic)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void pValue_betweenTwoPoints_isBetweenTheirLevels() {
        assertThat(AndersonDarling.pValue((1.321 + 1.590) / 2)).isCloseTo(Math.sqrt(0.05 * 0.025), within(1e-9));
    }

    /**
     * Where the prior holds the shape (15 excesses) the level is right; where the data have a say in it (40) the test is
     * careful: 2 to 3 % by simulation. By the points for an estimated shape the first would be 9 % and more.
     */
    @ParameterizedTest
    @CsvSource({"-0.1, 15, 0.01", "0, 15, 0.01", "0.1, 15, 0.01", "-0.1, 40, 0", "0, 40, 0", "0.1, 40, 0"})
    void pValue_mostProbableTail_isBelowFivePercentNoMoreOftenThanItSays(double shape, int size, double least) {
        SplittableRandom random = new SplittableRandom(4);
        int samples = 300;
        int rejected = 0;
        for (int i = 0; i < samples; i++) {
            rejected +=
                    pValue(GeneralizedParetoTest.sample(new GeneralizedPareto(2, shape), size, random)) < 0.05 ? 1 : 0;
        }

        assertThat(rejected / (double) samples).isBetween(least, 0.075);
    }

    @Test
    void pValue_heavierThanAnyTailThatIsAllowedFor_isSmall() {
        assertThat(pValue(GeneralizedParetoTest.sample(new GeneralizedPareto(1, 0.9), 300, new SplittableRandom(6))))
                .isLessThan(0.01);
    }

    @Test
    void pValue_twoPopulations_isSmall() {
        SplittableRandom random = new SplittableRandom(5);
        double[] excesses = new double[100];
        Arrays.setAll(excesses, i -> (i % 2 == 0 ? 0.1 : 5) + 0.1 * random.nextDouble());

        assertThat(pValue(excesses)).isEqualTo(0.001);
    }

    private static double pValue(double[] excesses) {
        return AndersonDarling.pValue(AndersonDarling.statistic(excesses, new ParetoPosterior(excesses).mode()));
    }
}
