package io.bellwether.trainer.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.scoring.Scaler;
import io.bellwether.trainer.contest.Injected.Reach;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Readings;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.SensorVerdict;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.fit.ScaledSeries;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Four sensors: the first three have more and more to do with the first, the last has nothing to do with them. */
class TrialsTest {
    private static final List<Double> OWN = List.of(0.0, 0.8, 0.2, 1.0); // part of each that is its own

    private static double value(int row, int sensor) {
        double common = new SplittableRandom(row).nextDouble() - 0.5;
        double own = new SplittableRandom(1000L * (sensor + 1) + 7919L * row).nextDouble() - 0.5;
        return (1 - OWN.get(sensor)) * common + OWN.get(sensor) * own;
    }

    private static List<Trial> draw(int sensors, long seed) {
        FrameSeries frames = Readings.frames(2000, sensors, TrialsTest::value);
        List<SensorSummary> summaries = SensorSummary.of(frames);
        Scaler scaler = new Scaler(
                summaries.stream().map(SensorSummary::mean).toList(),
                summaries.stream().map(SensorSummary::scale).toList());
        return new Trials(
                        new ScaledSeries(frames, scaler, new Folds(frames, 4), 0),
                        summaries,
                        SensorVerdict.of(frames, summaries, false),
                        new SplittableRandom(seed))
                .draw();
    }

    private static Set<Set<Integer>> hit(List<Trial> trials, Reach reach) {
        return trials.stream()
                .filter(trial -> trial.fault().reach() == reach)
                .map(trial ->
                        trial.hits().stream().map(Trial.Hit::sensor).collect(Collectors.toCollection(TreeSet::new)))
                .collect(Collectors.toSet());
    }

    @Test
    void draw_hitsOneSensor_orThoseThatGoTogetherMost() {
        List<Trial> trials = draw(4, 1);

        assertThat(hit(trials, Reach.ONE_SENSOR)).containsExactlyInAnyOrder(Set.of(0), Set.of(1), Set.of(2), Set.of(3));
        assertThat(hit(trials, Reach.SEVERAL))
                .contains(Set.of(0, 2), Set.of(0, 1, 2))
                .doesNotContain(Set.of(1, 2), Set.of(0, 1, 2, 3))
                .allMatch(sensors -> sensors.size() > 1);
    }

    @Test
    void draw_givesEverySortToEveryBlockEquallyOften_andTheSameForASeed() {
        List<Trial> trials = draw(4, 1);

        assertThat(trials.stream()
                        .collect(Collectors.groupingBy(
                                trial -> trial.block() + " " + trial.fault(), Collectors.counting()))
                        .values())
                .hasSize(4 * 6 * 2)
                .containsOnly(6L);
        assertThat(draw(4, 1)).isEqualTo(trials);
        assertThat(draw(4, 2)).isNotEqualTo(trials);
    }

    @Test
    void draw_ofTwoSensors_hitsOneAtATime_andSaysSo() {
        assertThat(hit(draw(2, 1), Reach.SEVERAL)).isEmpty();
        assertThat(hit(draw(2, 1), Reach.ONE_SENSOR)).containsExactlyInAnyOrder(Set.of(0), Set.of(1));
    }
}
