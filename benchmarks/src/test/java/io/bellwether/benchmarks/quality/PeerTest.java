package io.bellwether.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.trainer.evaluate.LabelledSeries;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeerTest {
    /** (rows)(2) along a line, with a little noise across it. */
    private static double[][] line(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, rows)
                .mapToObj(row -> {
                    double along = 2 * random.nextDouble() - 1;
                    return new double[] {along, along + 0.02 * (random.nextDouble() - 0.5)};
                })
                .toArray(double[][]::new);
    }

    @Test
    void principalComponents_ofALine_seeWhatLiesBesideIt() {
        double[] test = Baselines.principalComponents(line(500, 1), new double[][] {{0.5, 0.5}, {0.5, -0.5}}, 0)
                .test();

        assertThat(test[0]).isLessThan(1);
        assertThat(test[1]).isGreaterThan(100);
    }

    @Test
    void principalComponents_ofTheirTraining_exceedTheirLimitsAsRarelyAsWasAsked() {
        double[] training =
                Baselines.principalComponents(line(1000, 2), new double[0][], 0).training();

        assertThat((double) Arrays.stream(training).filter(score -> score > 1).count())
                .isBetween(10.0, 20.0); // 1 % by T2, 1 % by Q
    }

    @Test
    void frozenForest_scoresWhatIsFarOutsideHigher_andForgetsNothing() {
        double[][] far =
                IntStream.range(0, 300).mapToObj(row -> new double[] {8, -8}).toArray(double[][]::new);
        Scores scores = Forests.frozen(line(500, 3), far, 1);

        double[] known = scores.training();
        assertThat(known).hasSizeBetween(100, 500);
        double most = Arrays.stream(known).max().orElseThrow();
        assertThat(scores.test()).containsOnly(scores.test()[0]);
        assertThat(scores.test()[0]).isGreaterThan(most);
    }

    @Test
    void decision_plain_isTheQuantileOfTheTraining() {
        double[] training = IntStream.rangeClosed(0, 100).asDoubleStream().toArray();

        Verdicts verdicts = Decision.PLAIN.of(new Scores(training, new double[] {99, 99.5}));

        assertThat(series(verdicts, 2).detection().falsePositives()).isEqualTo(1);
    }

    @Test
    void decision_likeOurs_takesNoNoticeOfASingleRow() {
        double[] training = new SplittableRandom(4).doubles(2000).toArray();
        double[] single = new SplittableRandom(5).doubles(400).toArray();
        single[100] = 1.5;
        double[] lasting = single.clone();
        Arrays.fill(lasting, 300, 400, 3);

        assertThat(series(Decision.LIKE_OURS.of(new Scores(training, single)), 400)
                        .detection()
                        .falsePositives())
                .isZero();
        assertThat(series(Decision.LIKE_OURS.of(new Scores(training, lasting)), 400)
                        .detection()
                        .falsePositives())
                .isBetween(80L, 100L);
    }

    @Test
    void level_forAHundredth_isExceededByNoMore() {
        double[] scores = IntStream.range(0, 250).asDoubleStream().toArray();
        LabelledSeries normal = LabelledSeries.of(new boolean[250], null, scores, new double[250]);

        assertThat(Tep.levelFor(normal, 0.01)).isEqualTo(247);
    }

    @Test
    void figure_overSeeds_isMeanAndRange() {
        assertThat(new Figure(List.of(0.1, 0.2, 0.4)).text(2)).isEqualTo("0.23 [0.10, 0.40]");
        assertThat(new Figure(List.of(0.125)).percent()).isEqualTo("12.5");
    }

    private static LabelledSeries series(Verdicts verdicts, int rows) {
        boolean[] label = new boolean[rows];
        return verdicts.over(label, new double[rows]);
    }
}
