package io.bellwether.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.network.PrincipalComponents;
import io.bellwether.scoring.Scaler;
import io.bellwether.scoring.SensorRule;
import io.bellwether.scoring.Smoothing;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Interval;
import io.bellwether.trainer.data.Readings;
import io.bellwether.trainer.data.Readings.Signal;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.fit.ScaledSeries;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With networks that always expect the mean, the error of a frame is its scaled value; four blocks of 100 frames. */
class AveragedErrorsTest {
    private static final Smoothing NONE = new Smoothing(1, 0);

    private static HeldOutErrors errors(int sensors, Signal signal, Interval... leftOut) {
        FrameSeries frames = Readings.frames(400, sensors, signal, leftOut);
        List<SensorSummary> summaries = SensorSummary.of(frames);
        Scaler scaler = new Scaler(
                summaries.stream().map(SensorSummary::mean).toList(),
                summaries.stream().map(SensorSummary::scale).toList());
        ScaledSeries series = new ScaledSeries(frames, scaler, new Folds(frames, 4), 0);
        List<SensorRule> rules = Collections.nCopies(sensors, new SensorRule(true, 0));
        return new HeldOutErrors(
                series,
                summaries,
                block -> List.of(new PrincipalComponents(new float[sensors], new float[0])),
                rules,
                1,
                0);
    }

    private static AveragedErrors leavingOut(AveragedErrors errors, Interval... leftOut) {
        FrameSeries frames = Readings.frames(400, 1, (row, s) -> row, leftOut);
        return errors.leavingOut(new Folds(frames, 4));
    }

    /** Plus and minus by turns, so that the mean of every block is 0. */
    private static double turns(int row, double size) {
        return row % 2 == 0 ? size : -size;
    }

    private static List<Double> z(AveragedErrors errors, int sensor, int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(f -> errors.z(f, sensor))
                .boxed()
                .toList();
    }

    private static double largest(AveragedErrors errors, int sensor, int block) {
        return z(errors, sensor, 100 * block, 100 * block + 100).stream()
                .flatMapToDouble(DoubleStream::of)
                .filter(value -> !Double.isNaN(value))
                .map(Math::abs)
                .max()
                .orElse(Double.NaN);
    }

    @Test
    void block_thatIsLouder_isJudgedByTheOthers() {
        AveragedErrors all = new AveragedErrors(errors(1, (row, s) -> turns(row, row < 300 ? 1 : 2)), NONE);
        AveragedErrors others = leavingOut(all);

        double rms = Math.sqrt((3 * 1 + 1 * 4) / 4.0);
        assertThat(largest(all, 0, 3)).isCloseTo(2 / rms, within(1e-4));
        assertThat(largest(others, 0, 3)).isCloseTo(2, within(1e-4)); // spreads of the first three
        assertThat(largest(others, 0, 0)).isCloseTo(1 / Math.sqrt((2 * 1 + 1 * 4) / 3.0), within(1e-4));
    }

    @Test
    void block_thatLiesElsewhere_isJudgedAboutTheCentreOfTheOthers() {
        AveragedErrors all = new AveragedErrors(errors(1, (row, s) -> turns(row, 1) + (row < 300 ? 0 : 0.5)), NONE);
        AveragedErrors others = leavingOut(all);

        double spread = Math.sqrt(1 + 0.25 * 0.75 * 0.5 * 0.5); // about 0.125
        assertThat(largest(all, 0, 3)).isCloseTo((1.5 - 0.125) / spread, within(1e-4));
        assertThat(largest(others, 0, 3)).isCloseTo(1.5, within(1e-4)); // about 0, the others' spread is 1
    }

    @Test
    void block_thatIsWhollyUnlikeTheOthers_isTwiceAsLoudAtMost() {
        AveragedErrors all = new AveragedErrors(errors(1, (row, s) -> turns(row, row < 300 ? 0.001 : 1)), NONE);

        assertThat(largest(leavingOut(all), 0, 3)).isCloseTo(2 * largest(all, 0, 3), within(1e-2));
    }

    @Test
    void sensor_thatIsThereInOneBlockOnly_staysAsItIs() {
        AveragedErrors all =
                new AveragedErrors(errors(1, (row, s) -> row < 300 ? Double.NaN : turns(row, row % 7)), NONE);
        AveragedErrors others = leavingOut(all);

        assertThat(z(others, 0, 300, 400)).isEqualTo(z(all, 0, 300, 400));
        assertThat(z(others, 0, 0, 300)).containsOnly(Double.NaN);
    }

    @Test
    void sensors_areJudgedEachByItself_andOneThatStandsStillNotAtAll() {
        HeldOutErrors errors = errors(3, (row, s) -> switch (s) {
            case 0 -> turns(row, row < 300 ? 1 : 2);
            case 1 -> turns(row, 1);
            default -> 7;
        });
        AveragedErrors others = leavingOut(new AveragedErrors(errors, NONE));

        assertThat(largest(others, 0, 3)).isCloseTo(2, within(1e-4));
        assertThat(largest(others, 1, 3)).isCloseTo(1, within(1e-4));
        assertThat(largest(others, 2, 3)).isZero();
    }

    @Test
    void centre_thatFollows_isNotLeftOut() {
        Smoothing following = new Smoothing(0.5, 0.2);
        AveragedErrors all =
                new AveragedErrors(errors(1, (row, s) -> turns(row, 1) + (row < 300 ? 0 : 0.5)), following);
        AveragedErrors others = leavingOut(all);

        double factor = others.z(399, 0) / all.z(399, 0);
        assertThat(factor).isBetween(1.0, 1.2);
        assertThat(others.z(350, 0) / all.z(350, 0)).isCloseTo(factor, within(1e-9)); // no shift, only a factor
    }

    @Test
    void series_thatIsCut_isLeftOutBlockByBlock() {
        Interval cut = new Interval(50_000, 149_999); // the blocks have 75 frames: 0 to 49, 150 to 174; 175 to 249; ...
        AveragedErrors all = new AveragedErrors(errors(1, (row, s) -> turns(row, row < 325 ? 1 : 2), cut), NONE);
        AveragedErrors others = leavingOut(all, cut);

        assertThat(largest(others, 0, 3)).isCloseTo(2, within(0.01)); // of 75 frames one is left over
        assertThat(z(others, 0, 50, 150)).containsOnly(Double.NaN);
    }

    @Test
    void otherErrors_areJudgedByTheSameCentreAndSpread() {
        AveragedErrors normal = new AveragedErrors(errors(1, (row, s) -> turns(row, 1)), NONE);
        HeldOutErrors same = errors(1, (row, s) -> turns(row, 1));

        assertThat(z(normal.of(same), 0, 0, 400)).isEqualTo(z(normal, 0, 0, 400));
    }
}
