package io.bellwether.trainer.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.trainer.report.TailPlot.Point;
import io.bellwether.trainer.threshold.BudgetThreshold;
import io.bellwether.trainer.threshold.FittedTail;
import io.bellwether.trainer.threshold.HeldOutScores;
import io.bellwether.trainer.threshold.ScaledQuantile;
import io.bellwether.trainer.threshold.Threshold;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TailPlotTest {
    private static final int FRAMES = 20_000;

    private static Threshold threshold(double perDay) {
        SplittableRandom random = new SplittableRandom(1);
        double[] scores = new double[FRAMES];
        for (int f = 1; f < FRAMES; f++) {
            scores[f] = 0.9 * scores[f - 1] + Math.abs(random.nextGaussian());
        }
        return new BudgetThreshold(perDay, new ScaledQuantile(0.99, 1.5))
                .choose(HeldOutScores.of(List.of(scores), Duration.ofSeconds(1)), AlertPolicy.defaults());
    }

    @Test
    void plot_ofAThresholdOnATail_leadsThroughTheBudgetAtTheThreshold() {
        Threshold threshold = threshold(4);
        FittedTail tail = requireNonNull(threshold.tail());

        TailPlot plot = TailPlot.of(threshold);

        assertThat(tail.alarmsPerDay(threshold.value())).isCloseTo(4, within(0.01));
        assertThat(plot.fitted()).extracting(Point::perDay).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(plot.fitted().get(0).threshold()).isEqualTo(tail.level());
        assertThat(plot.fitted().get(plot.fitted().size() - 1).threshold()).isGreaterThanOrEqualTo(threshold.value());
        assertThat(plot.fitted())
                .allSatisfy(point -> assertThat(point.perDay()).isEqualTo(tail.alarmsPerDay(point.threshold())));
        assertThat(plot.low()).isEqualTo(threshold.low());
        assertThat(plot.high()).isEqualTo(threshold.high());
        assertThat(plot.note()).contains(threshold.peaks() + " independent peaks", "At the threshold 4.00 incidents");
    }

    @Test
    void plot_ofATail_countsThePeaksAboveEachOfThem() {
        FittedTail tail = requireNonNull(threshold(4).tail());

        List<Point> counted = TailPlot.of(threshold(4)).counted();

        assertThat(counted).hasSameSizeAs(tail.peaks());
        assertThat(counted.get(counted.size() - 1).perDay()).isEqualTo(tail.incidentsPerDayAndPeak());
        assertThat(counted.get(0).perDay()).isCloseTo(tail.alarmsPerDay(tail.level()), within(1e-6));
    }

    @Test
    void plot_withoutATail_saysWhy() {
        Threshold counted = threshold(1_000);

        assertThat(TailPlot.of(counted).fitted()).isEmpty();
        assertThat(TailPlot.of(counted).note()).contains("the rule counted");
        assertThat(TailPlot.of(null).note()).contains("The model file holds the threshold");
    }
}
