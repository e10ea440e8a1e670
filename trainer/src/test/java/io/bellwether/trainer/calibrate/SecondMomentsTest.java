package io.bellwether.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SecondMomentsTest {
    private static SecondMoments of(int frames, long seed) {
        SecondMoments moments = new SecondMoments(2);
        SplittableRandom random = new SplittableRandom(seed);
        for (int f = 0; f < frames; f++) {
            double shared = random.nextDouble(-3, 3); // variance 3
            moments.add(new double[] {shared + random.nextDouble(-3, 3), shared + random.nextDouble(-3, 3)});
        }
        return moments;
    }

    @Test
    void shrunk_ofManyFrames_isTheCovariance() {
        double[][] covariance = of(200_000, 1).shrunk();

        assertThat(covariance[0][0]).isCloseTo(6, within(0.05));
        assertThat(covariance[0][1]).isCloseTo(3, within(0.05)).isEqualTo(covariance[1][0]);
    }

    @Test
    void shrunk_ofFewFrames_believesLessInTheCorrelation() {
        double[][] few = of(5, 1).shrunk();
        double[][] many = of(5000, 1).shrunk();

        assertThat(Math.abs(few[0][1] / few[0][0])).isLessThan(Math.abs(many[0][1] / many[0][0]));
    }

    @Test
    void precision_isTheInverse() {
        SecondMoments moments = of(500, 2);
        double[][] c = moments.shrunk();
        double determinant = c[0][0] * c[1][1] - c[0][1] * c[1][0];

        List<Double> upper = moments.precision();

        assertThat(upper).hasSize(3);
        assertThat(upper.get(0)).isCloseTo(c[1][1] / determinant, within(1e-7));
        assertThat(upper.get(1)).isCloseTo(-c[0][1] / determinant, within(1e-7));
        assertThat(upper.get(2)).isCloseTo(c[0][0] / determinant, within(1e-7));
    }

    @Test
    void precision_ofASensorThatRepeatsAnother_isFinite() {
        SecondMoments moments = new SecondMoments(2);
        for (int f = 0; f < 1000; f++) {
            moments.add(new double[] {f % 7 - 3, f % 7 - 3});
        }

        assertThat(moments.precision()).allSatisfy(value -> assertThat(value).isFinite());
    }

    @Test
    void sum_ofParts_isTheWhole() {
        SecondMoments first = of(100, 3);
        SecondMoments sum = SecondMoments.sum(List.of(first, of(50, 4)));

        assertThat(sum.count()).isEqualTo(150);
        assertThat(SecondMoments.sum(List.of(first)).precision()).isEqualTo(first.precision());
    }
}
