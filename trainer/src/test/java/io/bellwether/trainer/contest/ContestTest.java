package io.bellwether.trainer.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.network.Network;
import io.bellwether.network.PrincipalComponents;
import io.bellwether.scoring.Scaler;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.calibrate.Calibrator;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.config.CalibrationConfig.Method;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Readings;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.SensorVerdict;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.fit.ScaledSeries;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Two sensors that read the same but for a little noise. */
class ContestTest {
    private static final CalibrationConfig CALIBRATION =
            new CalibrationConfig(0.05, 1, Method.QUANTILE, null, 0.99, 1.25);
    private static final float HALF = (float) Math.sqrt(0.5);
    private static final Network MEAN = new PrincipalComponents(new float[2], new float[0]);
    private static final Network ALIKE = new PrincipalComponents(new float[2], new float[] {HALF, HALF});
    private static final Network APART = new PrincipalComponents(new float[2], new float[] {HALF, -HALF});

    private final FrameSeries frames = Readings.frames(3000, 2, ContestTest::alike);
    private final List<SensorSummary> summaries = SensorSummary.of(frames);
    private final List<SensorVerdict> sensors = SensorVerdict.of(frames, summaries, true);
    private final ScaledSeries series = new ScaledSeries(
            frames,
            new Scaler(
                    summaries.stream().map(SensorSummary::mean).toList(),
                    summaries.stream().map(SensorSummary::scale).toList()),
            new Folds(frames, 4),
            0);
    private final Contest contest = contest(7);

    private static double alike(int row, int sensor) {
        double common = new SplittableRandom(31L * row).split().nextDouble() - 0.5;
        return common
                + 0.05 * (new SplittableRandom(31L * row + sensor + 1).split().nextDouble() - 0.5);
    }

    private Contest contest(long seed) {
        return new Contest(
                List.of(new Contest.Asset(series, summaries, sensors)), CALIBRATION, AlertPolicy.defaults(), 0, seed);
    }

    private static Predicate<Injected> of(SyntheticFault fault) {
        return injected -> injected.fault() == fault;
    }

    private Standing judge(Contest of, String name, Network network) {
        List<List<Network>> ensembles = List.of(Collections.nCopies(4, network));
        AssetCalibration learned = new Calibrator(CALIBRATION, AlertPolicy.defaults(), Duration.ofSeconds(1), 0)
                .calibrate(series, sensors, summaries, ensembles);
        return of.judge(name, Standing.Sort.BASELINE, ensembles, Map.of(frames.asset(), learned));
    }

    @Test
    void judge_networkThatKnowsWhatBelongsTogether_findsMoreBrokenCorrelations() {
        Standing alike = judge(contest, "alike", ALIKE);
        Standing apart = judge(contest, "apart", APART);

        assertThat(alike.found(of(SyntheticFault.BROKEN_CORRELATION))).isGreaterThan(0.9);
        assertThat(alike.found(of(SyntheticFault.LEVEL_SHIFT))).isGreaterThan(0.9);
        assertThat(apart.mean()).isLessThan(alike.mean());
        assertThat(apart.found(of(SyntheticFault.BROKEN_CORRELATION))).isLessThan(0.5);
    }

    @Test
    void judge_twice_isTheSame_andOtherFaultsComeWithAnotherSeed() {
        assertThat(judge(contest(7), "mean", MEAN)).isEqualTo(judge(contest, "mean", MEAN));
        assertThat(judge(contest(8), "mean", APART)).isNotEqualTo(judge(contest, "mean", APART));
    }

    @Test
    void contest_onTooFewFrames_isNotPossible() {
        FrameSeries few = Readings.frames(30, 2, ContestTest::alike);
        Scaler scaler = new Scaler(List.of(0.0, 0.0), List.of(1.0, 1.0));
        ScaledSeries short_ = new ScaledSeries(few, scaler, new Folds(few, 4), 0);

        Contest none = new Contest(
                List.of(new Contest.Asset(short_, summaries, sensors)), CALIBRATION, AlertPolicy.defaults(), 0, 7);

        assertThat(none.isPossible()).isFalse();
        assertThat(contest.isPossible()).isTrue();
    }
}
