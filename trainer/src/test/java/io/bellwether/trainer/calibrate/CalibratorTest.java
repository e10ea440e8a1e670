package io.bellwether.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import io.bellwether.scoring.ErrorCalibration;
import io.bellwether.scoring.Scaler;
import io.bellwether.scoring.WhitenedError;
import io.bellwether.scoring.Whitening;
import io.bellwether.trainer.config.Budget;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.config.CalibrationConfig.Method;
import io.bellwether.trainer.config.LayerPart;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Readings;
import io.bellwether.trainer.data.Readings.Signal;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.SensorVerdict;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.fit.ScaledSeries;
import io.bellwether.trainer.statistics.Quantile;
import io.bellwether.trainer.threshold.Threshold;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With networks that always expect the mean, the error of a frame is its scaled value: all else can be foretold. */
class CalibratorTest {
    private static final int HOLD = 5;
    private static final int WARM_UP = 30; // of a predictor

    private static AssetCalibration calibrate(int rows, int sensors, Signal signal) {
        return calibrate(rows, sensors, signal, 0.05, 1);
    }

    private static AssetCalibration calibrate(int rows, int sensors, Signal signal, double smoothing, int ensembles) {
        return calibrate(rows, sensors, signal, smoothing, ensembles, Set.of());
    }

    private static AssetCalibration calibrate(
            int rows, int sensors, Signal signal, double smoothing, int ensembles, Set<LayerPart> without) {
        FrameSeries frames = Readings.frames(rows, sensors, signal);
        List<SensorSummary> summaries = SensorSummary.of(frames);
        CalibrationConfig config = new CalibrationConfig(smoothing, 1, Method.QUANTILE, null, 0.99, 1.5, 1, without);
        List<Network> members = Collections.nCopies(4, zero(sensors));
        return new Calibrator(config, AlertPolicy.defaults(), Duration.ofSeconds(1), HOLD)
                .calibrate(
                        scaled(frames, summaries),
                        SensorVerdict.of(frames, summaries, config.has(LayerPart.GATE)),
                        summaries,
                        Collections.nCopies(ensembles, members));
    }

    private static AssetCalibration calibrateOnLabels(Signal signal, IntPredicate anomalous, double beta) {
        FrameSeries frames = Readings.labelled(2000, 1, signal, anomalous);
        List<SensorSummary> summaries = SensorSummary.of(frames);
        CalibrationConfig config =
                new CalibrationConfig(0.05, 1, Method.F_BETA, null, 0.99, 1.25, beta, Set.of(LayerPart.GATE));
        List<List<Network>> networks = List.of(Collections.nCopies(4, zero(1)));
        return new Calibrator(config, AlertPolicy.defaults(), Duration.ofSeconds(1), HOLD)
                .calibrate(scaled(frames, summaries), SensorVerdict.of(frames, summaries, false), summaries, networks);
    }

    private static ScaledSeries scaled(FrameSeries frames, List<SensorSummary> summaries) {
        Scaler scaler = new Scaler(
                summaries.stream().map(SensorSummary::mean).toList(),
                summaries.stream().map(SensorSummary::scale).toList());
        return new ScaledSeries(frames, scaler, new Folds(frames, 4), HOLD);
    }

    private static Network zero(int sensors) {
        NetworkShape shape = NetworkShape.predictor(sensors, List.of(2));
        return NetworkWeights.read(shape, FloatBuffer.allocate(shape.weightCount()));
    }

    private static double noise(int row, int sensor) {
        return new SplittableRandom(31L * row + sensor).split().nextDouble() - 0.5;
    }

    private static ErrorCalibration errors(AssetCalibration calibration, int smoothing) {
        return calibration.ensembles().get(0).errors().get(smoothing);
    }

    @Test
    void threshold_fromLabels_liesBetweenNormalFramesAndFaults() {
        IntPredicate faulty = row -> row % 700 >= 600;
        AssetCalibration small = calibrateOnLabels((row, s) -> noise(row, s) + (faulty.test(row) ? 2 : 0), faulty, 1);
        AssetCalibration large = calibrateOnLabels((row, s) -> noise(row, s) + (faulty.test(row) ? 8 : 0), faulty, 1);

        assertThat(small.threshold().method()).isEqualTo(Threshold.Method.F_BETA);
        assertThat(small.threshold().note()).isEqualTo(Threshold.Note.NONE);
        assertThat(small.heldOutFrames()).isEqualTo(1800 - WARM_UP * 3); // faults are left out, and cut
        assertThat(small.aboveThreshold()).isLessThan(40);
        assertThat(large.threshold().value()).isGreaterThan(small.threshold().value());
    }

    @Test
    void threshold_fromLabelsOfFaultsThatHardlyShow_isTheHigherTheWorseAFalseAlarmIs() {
        IntPredicate faulty = row -> row % 700 >= 600;
        Signal signal = (row, s) -> noise(row, s) + (faulty.test(row) ? 0.15 : 0);

        assertThat(calibrateOnLabels(signal, faulty, 0.1).threshold().value())
                .isGreaterThan(calibrateOnLabels(signal, faulty, 2).threshold().value());
    }

    @Test
    void threshold_fromLabelsWithoutAFault_fallsBack() {
        AssetCalibration normal = calibrateOnLabels(CalibratorTest::noise, row -> false, 1);

        assertThat(normal.threshold().note()).isEqualTo(Threshold.Note.ONE_CLASS);
        assertThat(normal.threshold().value())
                .isCloseTo(
                        calibrate(2000, 1, CalibratorTest::noise, 0.05, 1, Set.of(LayerPart.GATE))
                                        .threshold()
                                        .value()
                                / 1.5
                                * 1.25,
                        within(1e-9));
    }

    @Test
    void scores_forABudget_areForeseenFromBlocksThatHaveNoPartInWhatIsNormal() {
        // the last of four blocks is three times as loud: by all four together it is 1.7 spreads, by the others 3
        Signal louder = (row, s) -> noise(row, s) * (row >= 1350 ? 3 : 1);
        AssetCalibration without = calibrated(1800, 1, louder, List.of(zero(1), zero(1), zero(1), zero(1)), null);
        AssetCalibration with =
                calibrated(1800, 1, louder, List.of(zero(1), zero(1), zero(1), zero(1)), Budget.parse("1 per day"));

        assertThat(without.foreseen()).isSameAs(without.heldOut());
        assertThat(with.heldOut().quantile(0.99)).isEqualTo(without.heldOut().quantile(0.99));
        assertThat(with.foreseen().quantile(0.99) / with.heldOut().quantile(0.99))
                .isBetween(1.6, 1.9);
        assertThat(with.heldOutFrames()).isEqualTo(without.heldOutFrames());
        assertThat(with.averaging()).containsExactly(1.0); // networks that are alike gain nothing
        assertThat(with.ensembles()).isEqualTo(without.ensembles());
    }

    @Test
    void scores_ofEvenDataForABudget_areForeseenAsTheyWereHeldOut() {
        AssetCalibration even =
                calibrated(8000, 2, CalibratorTest::noise, Collections.nCopies(4, zero(2)), Budget.parse("1 per day"));

        assertThat(even.foreseen().quantile(0.99) / even.heldOut().quantile(0.99))
                .isBetween(0.99, 1.01);
    }

    @Test
    void scores_ofSeveralSensorsForABudget_areForeseenWithTheScalesOfTheCalibration() {
        Signal louder = (row, s) -> noise(row, s) * (row >= 1350 ? 1.5 : 1);
        AssetCalibration with = calibrated(1800, 3, louder, Collections.nCopies(4, zero(3)), Budget.parse("1 per day"));

        // whitened by the others the block is 1.5 times as loud either way; its own spread adds a margin of that order
        assertThat(errors(with, 0).whitening()).isNotNull();
        assertThat(with.foreseen().quantile(0.995) / with.heldOut().quantile(0.995))
                .isBetween(1.05, 1.4);
    }

    private static AssetCalibration calibrated(
            int rows, int sensors, Signal signal, List<Network> members, @Nullable Budget budget) {
        FrameSeries frames = Readings.frames(rows, sensors, signal);
        List<SensorSummary> summaries = SensorSummary.of(frames);
        Method method = budget == null ? Method.QUANTILE : Method.BUDGET;
        CalibrationConfig config = new CalibrationConfig(1, 1, method, budget, 0.99, 1.25);
        return new Calibrator(config, AlertPolicy.defaults(), Duration.ofSeconds(1), HOLD)
                .calibrate(
                        scaled(frames, summaries),
                        SensorVerdict.of(frames, summaries, true),
                        summaries,
                        List.of(members));
    }

    @Test
    void ensembles_thatAreAlike_changeNothing() {
        Signal signal = (row, s) -> noise(row, s);
        AssetCalibration one = calibrate(1000, 2, signal, 0.05, 1);
        AssetCalibration two = calibrate(1000, 2, signal, 0.05, 2);

        assertThat(two.threshold().value()).isEqualTo(one.threshold().value());
        assertThat(two.ensembles()).hasSize(2).containsOnly(one.ensembles().get(0));
        assertThat(one.ensembles().get(0).errors()).hasSize(2);
        assertThat(errors(one, 0).scale()).isEqualTo(1);
    }

    @Test
    void averages_ofDifferentLength_areMadeEquallyRare() {
        AssetCalibration calibration = calibrate(4000, 1, CalibratorTest::noise);

        // noise within +-0.5: an error is hardly ever beyond 1.73 spreads, an average of many beyond 2.8
        assertThat(errors(calibration, 1).scale()).isBetween(1.4, 1.8);
        assertThat(errors(calibration, 0).spread().get(0))
                .isLessThan(0.3 * errors(calibration, 1).spread().get(0));
    }

    @Test
    void spread_ofASensorThatWanders_isAboutACentreThatFollows() {
        Signal wandering = (row, s) -> 2 * Math.sin(row / 300.0) + noise(row, s);
        AssetCalibration calibration = calibrate(4000, 1, wandering);

        double wandered = 1 / Math.sqrt(2) * 2; // standard deviation of the wave, in the sensor's unit
        double sd = SensorSummary.of(Readings.frames(4000, 1, wandering)).get(0).sd();
        assertThat(errors(calibration, 0).spread().get(0)).isLessThan(0.6 * wandered / sd);
        assertThat(errors(calibration, 1).spread().get(0)).isGreaterThan(0.9 * wandered / sd);
    }

    @Test
    void spreadAndThreshold_ofKnownErrors_areThoseDoneByHand() {
        int rows = 1000;
        Signal signal = (row, s) -> 3 + noise(row, s);
        AssetCalibration calibration = calibrate(rows, 1, signal, 1, 1);

        SensorSummary summary =
                SensorSummary.of(Readings.frames(rows, 1, signal)).get(0);
        double sum = 0;
        double squares = 0;
        double[] errors = new double[rows - WARM_UP];
        for (int row = WARM_UP; row < rows; row++) {
            double error = (signal.at(row, 0) - summary.mean()) / summary.sd();
            errors[row - WARM_UP] = error;
            sum += error;
            squares += error * error;
        }
        int count = errors.length;
        double centre = sum / count;
        double spread = Math.sqrt(squares / count - centre * centre);
        double[] scores = Arrays.stream(errors)
                .map(error -> Math.abs(error - centre) / spread)
                .toArray();
        double threshold = 1.5 * Quantile.of(scores, 0.99);
        assertThat(errors(calibration, 0).centre().get(0)).isCloseTo(centre, within(1e-5));
        assertThat(errors(calibration, 0).spread().get(0)).isCloseTo(spread, within(1e-5));
        assertThat(calibration.threshold().value()).isCloseTo(threshold, within(1e-3));
        assertThat(calibration.heldOutFrames()).isEqualTo(count);
        assertThat(calibration.aboveThreshold()).isZero();
    }

    @Test
    void sensors_thatFollowOneCause_areWhitenedSoThatAnOddOneStandsOut() {
        AssetCalibration calibration = calibrate(
                4000, 2, (row, s) -> noise(row, 7) + noise(row / 50, 8) + (s == 0 ? 1 : -1) * 0.1 * noise(row, 9));

        Whitening whitening = errors(calibration, 0).whitening();
        assertThat(whitening).isNotNull();
        WhitenedError together = new WhitenedError(2, whitening.precision());
        double[] scratch = new double[2];
        double alike = together.of(new double[] {2, 2}, scratch);
        double apart = together.of(new double[] {2, -2}, scratch);
        assertThat(apart).isGreaterThan(5 * alike);
        assertThat(whitening.scale() * apart)
                .isGreaterThan(calibration.threshold().value());
        assertThat((double) calibration.aboveThreshold()).isLessThan(0.01 * calibration.heldOutFrames());
    }

    @Test
    void sensor_onItsOwn_isNotWhitened() {
        assertThat(errors(calibrate(1000, 1, CalibratorTest::noise), 0).whitening())
                .isNull();
    }

    @Test
    void sensors_withoutWhitening_areJudgedByTheLargestError() {
        Signal signal = CalibratorTest::noise;
        AssetCalibration whole = calibrate(2000, 2, signal, 1, 1);
        AssetCalibration largest = calibrate(2000, 2, signal, 1, 1, Set.of(LayerPart.WHITENING));

        assertThat(errors(whole, 0).whitening()).isNotNull();
        assertThat(errors(largest, 0).whitening()).isNull();
        // noise within +-0.5 has no error beyond 1.73 spreads, and hence no largest one
        assertThat(largest.threshold().value()).isBetween(1.5 * 1.6, 1.5 * 1.8);
    }

    @Test
    void sensor_thatDrifts_votesWithoutTheGate() {
        Signal drift = (row, s) -> s == 0 ? row + noise(row, s) : noise(row, s);

        assertThat(calibrate(400, 2, drift, 1, 1).sensors())
                .extracting(verdict -> verdict.rule().votes())
                .containsExactly(false, true);
        assertThat(calibrate(400, 2, drift, 1, 1, Set.of(LayerPart.GATE)).sensors())
                .extracting(verdict -> verdict.rule().votes())
                .containsExactly(true, true);
    }

    @Test
    void sensor_thatDriftsOrStandsStill_doesNotVote() {
        AssetCalibration calibration = calibrate(400, 4, (row, s) -> switch (s) {
            case 0 -> noise(row, s);
            case 1 -> 0.02 * row + noise(row, s);
            case 2 -> 7;
            default -> Double.NaN;
        });

        assertThat(calibration.sensors())
                .extracting(verdict -> verdict.rule().votes())
                .containsExactly(true, false, false, false);
        assertThat(calibration.sensors().get(1).whyNot()).startsWith("drifts (");
        assertThat(calibration.sensors().get(2).whyNot()).isEqualTo("is constant");
        assertThat(calibration.sensors().get(3).whyNot()).isEqualTo("never reported");
        assertThat(calibration.calibration().threshold()).isPositive();
    }

    @Test
    void sensors_thatAllDrift_leaveTheSteadiestItsVote() {
        AssetCalibration calibration = calibrate(400, 3, (row, s) -> (s == 1 ? 0.01 : 0.1) * row + noise(row, s));

        assertThat(calibration.sensors())
                .extracting(verdict -> verdict.rule().votes())
                .containsExactly(false, true, false);
    }

    @Test
    void flatLimit_isFourTimesTheLongestStandstill_butNeverForCoarseSensors() {
        AssetCalibration calibration = calibrate(400, 3, (row, s) -> switch (s) {
            case 0 -> noise(row, s); // never stands still
            case 1 -> noise(row / 11, s); // stands still for 10 changes
            default -> row / 5 % 4; // four steps
        });

        assertThat(calibration.sensors())
                .extracting(verdict -> verdict.rule().flatLimit())
                .containsExactly(20, 40, 0);
    }

    @Test
    void asset_thatEndsBeforeWarmUp_isRefused() {
        assertThatThrownBy(() -> calibrate(30, 1, (row, s) -> noise(row, s)))
                .isInstanceOf(RefusedError.class)
                .hasMessageContaining("there is too little data")
                .hasMessageContaining("asset 'pump'");
    }

    @Test
    void quantile_interpolatesBetweenOrderStatistics() {
        double[] values = {4, 1, 3, 2};

        assertThat(Quantile.of(values, 0)).isEqualTo(1);
        assertThat(Quantile.of(values, 0.5)).isEqualTo(2.5);
        assertThat(Quantile.of(values, 0.9)).isCloseTo(3.7, within(1e-12));
        assertThat(Quantile.of(values, 1)).isEqualTo(4);
    }
}
