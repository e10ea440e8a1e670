package io.bellwether.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import io.bellwether.network.PrincipalComponents;
import io.bellwether.series.Frame;
import io.bellwether.series.Sensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With all weights zero a network expects the scaled mean of every sensor, so every score can be worked out by hand. */
class ScorerTest {
    private static final NetworkShape PREDICTOR = NetworkShape.predictor(2, List.of(3));
    private static final NetworkShape AUTOENCODER = NetworkShape.autoencoder(2, List.of(3), 1, 4);
    private static final Scaler SCALER = new Scaler(List.of(10.0, 100.0), List.of(2.0, 50.0));
    private static final int PREDICTOR_WARM_UP = 30;
    private static final List<SensorRule> BOTH_VOTE = List.of(new SensorRule(true, 0), new SensorRule(true, 0));

    @Test
    void score_afterWarmUp_isTheLargestSmoothedErrorInSpreads() {
        Scorer scorer = scorer(PREDICTOR, 1, 0.5, calibration(0, true, true));
        Scorer.State state = warm(scorer);

        Score score = scorer.score(frame(30, 14, 100), state); // s0 is 2 sd off, smoothed to 1, spread 0.5

        assertThat(score.warmingUp()).isFalse();
        assertThat(score.value()).isCloseTo(2, within(1e-12));
        assertThat(score.ratio()).isCloseTo(0.5, within(1e-12));
        assertThat(score.observed(0)).isEqualTo(14);
        assertThat(score.expected(0)).isEqualTo(10);
        assertThat(score.expected(1)).isEqualTo(100);
    }

    @Test
    void score_duringWarmUp_isZeroAndSaysSo() {
        Scorer scorer = scorer(PREDICTOR, 1, 0.5, calibration(0, true, true));
        Scorer.State state = scorer.newState();

        for (int t = 0; t < PREDICTOR_WARM_UP; t++) {
            Score score = scorer.score(frame(t, 1000, 1000), state);
            assertThat(score.warmingUp()).isTrue();
            assertThat(score.value()).isZero();
            assertThat(score.expected(0)).isNaN();
        }
        assertThat(scorer.score(frame(30, 10, 100), state).warmingUp()).isFalse();
    }

    @Test
    void score_contributions_addUpToTheScoreAndRankTheSensors() {
        Scorer scorer = scorer(PREDICTOR, 1, 1, calibration(0, true, true));
        Score score = scorer.score(frame(30, 14, 350), warm(scorer)); // 2 sd and 5 sd

        assertThat(score.contribution(0) + score.contribution(1)).isCloseTo(score.value(), within(1e-12));
        assertThat(score.contribution(1)).isCloseTo(10 * 25.0 / 29, within(1e-9));
        assertThat(score.top(1, List.of(new Sensor("s0", "A"), new Sensor("s1", "bar"))))
                .containsExactly(new Evidence("s1", "bar", 8.62069, 350, 100));
    }

    @Test
    void score_sensorsThatPartWays_countTogetherAndShareTheScore() {
        Whitening whitening = new Whitening(List.of(1 / 0.36, -0.8 / 0.36, 1 / 0.36), 1);
        Scorer scorer = scorer(PREDICTOR, 1, 1, calibration(BOTH_VOTE, errors(whitening, 1)));

        Score apart = scorer.score(frame(30, 14, 50), warm(scorer)); // 2 sd up and 1 sd down: errors of 4 and -2
        Score alike = scorer.score(frame(30, 14, 150), warm(scorer));

        assertThat(apart.value()).isCloseTo(Math.sqrt(32.8 / 0.36), within(1e-9));
        assertThat(apart.contribution(0) + apart.contribution(1)).isCloseTo(apart.value(), within(1e-12));
        assertThat(apart.contribution(0) / apart.contribution(1)).isCloseTo(5.6 * 5.6 / (5.2 * 5.2), within(1e-9));
        assertThat(alike.value()).isCloseTo(Math.sqrt(7.2 / 0.36), within(1e-9));
    }

    @Test
    void score_sensorFarFromZeroThatHardlyMoves_tellsWhatIsExpectedInItsOwnScale() {
        Scaler pascal = new Scaler(List.of(1_013_250.4, 123_456.789), List.of(0.05, 1e7));
        Scorer scorer = new Scorer(List.of(ensemble(PREDICTOR, 1, 1)), pascal, calibration(0, true, true), 2);
        Scorer.State state = scorer.newState();
        for (int t = 0; t < PREDICTOR_WARM_UP; t++) {
            scorer.score(frame(t, 1_013_250.4, 1), state);
        }

        Score score = scorer.score(frame(30, 1_013_250.4, 1), state);

        assertThat(score.toldExpected(0)).isEqualTo(1_013_250.4); // 1013250 would be 8 sd off
        assertThat(score.toldExpected(1)).isEqualTo(123_460); // in steps of 10
        assertThat(score.evidence(0, new Sensor("p", "Pa")).expected()).isEqualTo(1_013_250.4);
    }

    @Test
    void score_sensorWithoutVote_doesNotCount() {
        Scorer scorer = scorer(PREDICTOR, 1, 1, calibration(0, true, false));
        Score score = scorer.score(frame(30, 12, 350), warm(scorer));

        assertThat(score.value()).isCloseTo(2, within(1e-12));
        assertThat(score.contribution(1)).isZero();
    }

    @Test
    void score_valueBeyondTheClip_countsAsTheClip() {
        Scorer scorer = scorer(PREDICTOR, 1, 1, calibration(0, true, true));

        assertThat(scorer.score(frame(30, 1e9, 100), warm(scorer)).value()).isCloseTo(40, within(1e-9));
    }

    @Test
    void score_missingValue_isHeldThenLeavesTheVote() {
        Scorer scorer = scorer(PREDICTOR, 1, 1, calibration(0, true, true));
        Scorer.State state = warm(scorer);
        scorer.score(frame(30, 14, 100), state);

        assertThat(scorer.score(frame(31, Double.NaN, 100), state).value()).isCloseTo(4, within(1e-12));
        assertThat(scorer.score(frame(32, Double.NaN, 100), state).value()).isCloseTo(4, within(1e-12));
        Score gone = scorer.score(frame(33, Double.NaN, 150), state); // held for two frames at most
        assertThat(gone.value()).isCloseTo(2, within(1e-12));
        assertThat(gone.observed(0)).isNaN();
        assertThat(scorer.score(frame(34, 10, 100), state).value()).isCloseTo(0, within(1e-12));
    }

    @Test
    void score_everySensorGone_keepsTheLastScore() {
        Scorer scorer = scorer(PREDICTOR, 1, 1, calibration(0, true, true));
        Scorer.State state = warm(scorer);
        scorer.score(frame(30, 14, 100), state);

        for (int t = 31; t < 36; t++) {
            assertThat(scorer.score(frame(t, Double.NaN, Double.NaN), state).value())
                    .isCloseTo(4, within(1e-12));
        }
        assertThat(scorer.counterfactual(0, state)).isCloseTo(4, within(1e-12));
    }

    @Test
    void score_frozenSensor_isStuckAndLeavesTheVote() {
        Scorer scorer = scorer(PREDICTOR, 1, 1, calibration(3, true, true));
        Scorer.State state = scorer.newState();
        for (int t = 0; t < PREDICTOR_WARM_UP; t++) {
            scorer.score(frame(t, 10 + t % 2, 100 + t % 2), state);
        }
        for (int t = 30; t < 33; t++) {
            assertThat(scorer.score(frame(t, 14, 100 + t % 2), state).value()).isCloseTo(4, within(1e-12));
            assertThat(state.isStuck(0)).isFalse();
        }

        Score score = scorer.score(frame(33, 14, 101), state);

        assertThat(state.isStuck(0)).isTrue();
        assertThat(state.isStuck(1)).isFalse();
        assertThat(score.contribution(0)).isZero();
        scorer.score(frame(34, 14.1, 100), state);
        assertThat(state.isStuck(0)).isFalse();
    }

    @Test
    void score_autoencoderWithStride_keepsItsVerdictInBetween() {
        Scorer scorer = scorer(AUTOENCODER, 3, 1, calibration(0, true, true));
        Scorer.State state = scorer.newState();
        for (int t = 0; t < 3; t++) {
            assertThat(scorer.score(frame(t, 10, 100), state).warmingUp()).isTrue();
        }

        assertThat(scorer.score(frame(3, 12, 100), state).value()).isCloseTo(2, within(1e-12));
        assertThat(scorer.score(frame(4, 16, 100), state).value()).isCloseTo(2, within(1e-12));
        assertThat(scorer.score(frame(5, 16, 100), state).value()).isCloseTo(2, within(1e-12));
        assertThat(scorer.score(frame(6, 16, 100), state).value()).isCloseTo(6, within(1e-12));
    }

    @Test
    void score_severalEnsembles_isTheLargestOfTheirsInTheFirstOnesUnits() {
        Scorer scorer = new Scorer(
                List.of(ensemble(PREDICTOR, 1, 1), ensemble(AUTOENCODER, 1, 0.25)),
                SCALER,
                calibration(BOTH_VOTE, errors(null, 1), errors(null, 3)),
                2);
        Scorer.State state = warm(scorer);

        Score jump = scorer.score(frame(30, 14, 100), state); // 2 sd: 4 spreads at once, 3 times 1 smoothed
        Score stays = scorer.score(frame(31, 14, 150), state); // s0 4 and 3 times 1.75, s1 2 and 3 times 0.5

        assertThat(jump.value()).isCloseTo(4, within(1e-12));
        assertThat(stays.value()).isCloseTo(3 * 1.75, within(1e-12));
        assertThat(stays.contribution(0) + stays.contribution(1)).isCloseTo(stays.value(), within(1e-12));
        double first = 4 * 4; // its score's square, shared out by 4 * 4 and 2 * 2
        double second = 5.25 * 5.25; // by 1.75 * 1.75 and 0.5 * 0.5
        assertThat(stays.contribution(1) / stays.value())
                .isCloseTo((first * 4 / 20 + second * 0.25 / 3.3125) / (first + second), within(1e-9));
        assertThat(scorer.counterfactual(0, state)).isCloseTo(2, within(1e-12));
        assertThat(scorer.counterfactual(1, state)).isEqualTo(stays.value());
    }

    @Test
    void score_severalSmoothings_isTheLargestOfTheirs() {
        NetworkShape shape = AUTOENCODER;
        Expectation expectation = ensemble(shape, 1, 1).expectation();
        Scorer scorer = new Scorer(
                List.of(new Scorer.Ensemble(expectation, List.of(new Smoothing(0.25, 0), new Smoothing(1, 0)))),
                SCALER,
                new Calibration(
                        BOTH_VOTE, List.of(new EnsembleCalibration(List.of(errors(null, 2), errors(null, 1)))), 4),
                2);
        Scorer.State state = scorer.newState();
        for (int t = 0; t < 3; t++) {
            scorer.score(frame(t, 10, 100), state);
        }

        assertThat(scorer.score(frame(3, 14, 100), state).value()).isCloseTo(4, within(1e-12)); // at once
        assertThat(scorer.score(frame(4, 10, 100), state).value()).isCloseTo(2 * 0.75, within(1e-12)); // what is left
    }

    @Test
    void score_centreThatFollows_movesWithTheErrorsButNotFarAndNotWithAFault() {
        Scorer scorer = new Scorer(
                List.of(new Scorer.Ensemble(ensemble(AUTOENCODER, 1, 1).expectation(), List.of(new Smoothing(1, 0.1)))),
                SCALER,
                calibration(BOTH_VOTE, errors(null, 1)),
                2);
        Scorer.State state = scorer.newState();
        for (int t = 0; t < 3; t++) {
            scorer.score(frame(t, 10, 100), state);
        }

        assertThat(scorer.score(frame(3, 12, 100), state).value()).isCloseTo(2, within(1e-12)); // one sd
        assertThat(scorer.score(frame(4, 12, 100), state).value()).isCloseTo(1.8, within(1e-12));
        assertThat(scorer.score(frame(5, 12, 100), state).value()).isCloseTo(1.62, within(1e-12));
        for (int t = 6; t < 200; t++) {
            scorer.score(frame(t, 12.4, 100), state);
        }
        assertThat(scorer.score(frame(200, 12.4, 100), state).value())
                .isCloseTo(0.4, within(1e-6)); // 2 spreads at most
        for (int t = 201; t < 300; t++) {
            assertThat(scorer.score(frame(t, 16, 100), state).value()).isCloseTo(4, within(1e-6)); // too far to follow
        }
    }

    @Test
    void score_severalEnsembles_warmsUpAsLongAsTheSlowest() {
        Scorer scorer = new Scorer(
                List.of(ensemble(AUTOENCODER, 1, 1), ensemble(PREDICTOR, 1, 1)),
                SCALER,
                calibration(BOTH_VOTE, errors(null, 1), errors(null, 1)),
                2);
        Scorer.State state = scorer.newState();
        for (int t = 0; t < PREDICTOR_WARM_UP; t++) {
            assertThat(scorer.score(frame(t, 14, 100), state).warmingUp()).isTrue();
        }

        assertThat(scorer.score(frame(30, 14, 100), state).warmingUp()).isFalse();
    }

    @Test
    void counterfactual_sensorsTakenTogether_takesAwayWhatTheOthersDidNotLetExpect() {
        Whitening whitening = new Whitening(List.of(1 / 0.36, -0.8 / 0.36, 1 / 0.36), 1);
        Scorer scorer = scorer(PREDICTOR, 1, 1, calibration(BOTH_VOTE, errors(whitening, 1)));
        Scorer.State state = warm(scorer);

        scorer.score(frame(30, 14, 50), state); // errors of 4 and -2: had s0 read -1.6, or s1 3.2

        assertThat(scorer.counterfactual(0, state)).isCloseTo(2, within(1e-9));
        assertThat(scorer.counterfactual(1, state)).isCloseTo(4, within(1e-9));
    }

    @Test
    void score_componentsThatSmearAFault_nameTheSensorThatLies() {
        float[] mean = new float[2];
        PrincipalComponents component = new PrincipalComponents(mean, new float[] {0.6f, 0.8f}); // s1 goes the farther
        Scorer scorer = new Scorer(
                List.of(new Scorer.Ensemble(Expectation.of(List.of(component), 1), List.of(new Smoothing(1, 0)))),
                SCALER,
                calibration(
                        BOTH_VOTE,
                        new ErrorCalibration(
                                List.of(0.0, 0.0), List.of(1.0, 0.25), null, 1)), // and is known the better
                2);
        Scorer.State state = warm(scorer);

        Score score = scorer.score(frame(30, 20, 100), state); // s0 is 5 sd off: errors of 0.64 and -0.48 times that

        assertThat(score.value()).isCloseTo(9.6, within(1e-5)); // s1 has the larger one, in spreads
        assertThat(scorer.counterfactual(0, state)).isCloseTo(0, within(1e-5));
        assertThat(scorer.counterfactual(1, state)).isCloseTo(0, within(1e-5)); // both lie off the one line alike
        assertThat(score.contribution(0)).isCloseTo(4.8, within(1e-5));
    }

    @Test
    void score_sensorWithoutValue_hasNoPartInTheScore() {
        Whitening whitening = new Whitening(List.of(1 / 0.36, -0.8 / 0.36, 1 / 0.36), 1);
        Scorer scorer = scorer(PREDICTOR, 1, 1, calibration(BOTH_VOTE, errors(whitening, 1)));
        Scorer.State state = warm(scorer);
        for (int t = 30; t < 32; t++) {
            scorer.score(frame(t, 10, Double.NaN), state);
        }

        Score score = scorer.score(frame(32, 14, Double.NaN), state); // 4 spreads, and s1 is not there to go along

        assertThat(score.contribution(0))
                .isCloseTo(score.value(), within(1e-12))
                .isPositive();
        assertThat(score.contribution(1)).isZero();
        assertThat(scorer.counterfactual(1, state)).isEqualTo(score.value());
    }

    @Test
    void state_writtenAndRead_goesOnTheSame() {
        for (NetworkShape shape : List.of(PREDICTOR, AUTOENCODER)) {
            Scorer scorer = scorer(shape, 1, 0.3, calibration(5, true, true));
            Scorer.State state = scorer.newState();
            for (int t = 0; t < 80; t++) {
                Scorer.State restored = scorer.newState();
                ByteBuffer bytes = ByteBuffer.allocate(state.size());
                state.write(bytes);
                assertThat(bytes.hasRemaining()).isFalse();
                restored.read(bytes.flip());
                Frame frame = frame(t, t % 7 == 3 ? Double.NaN : 10 + t % 5, t > 60 ? 100 : 90 + t % 9);

                Score expected = scorer.score(frame, state);
                Score actual = scorer.score(frame, restored);

                assertThat(actual.value()).isEqualTo(expected.value());
                assertThat(restored.isWarm()).isEqualTo(state.isWarm());
                assertThat(restored.isStuck(1)).isEqualTo(state.isStuck(1));
            }
        }
    }

    @Test
    void constructors_badSettings_areRefused() {
        assertThatThrownBy(() -> scorer(PREDICTOR, 2, 0.5, calibration(0, true, true)))
                .hasMessageContaining("stride of lstm-predictor is 1, not 2");
        assertThatThrownBy(() -> scorer(PREDICTOR, 1, 0, calibration(0, true, true)))
                .hasMessageContaining("smoothing must lie in (0, 1]");
        assertThatThrownBy(() -> new Scorer(List.of(), SCALER, calibration(0, true, true), 2))
                .hasMessageContaining("the model has 0 ensembles, the calibration 1");
        assertThatThrownBy(() -> calibration(0, false, false)).hasMessageContaining("at least one sensor must vote");
        assertThatThrownBy(() -> new Scaler(List.of(1.0), List.of(0.0))).hasMessageContaining("standard deviation 0.0");
    }

    private static Scorer scorer(NetworkShape shape, int stride, double smoothing, Calibration calibration) {
        return new Scorer(List.of(ensemble(shape, stride, smoothing)), SCALER, calibration, 2);
    }

    private static Scorer.Ensemble ensemble(NetworkShape shape, int stride, double smoothing) {
        FloatBuffer zeros = FloatBuffer.allocate(shape.weightCount());
        return new Scorer.Ensemble(
                Expectation.of(List.of(NetworkWeights.read(shape, zeros)), stride),
                List.of(new Smoothing(smoothing, 0)));
    }

    private static Calibration calibration(int flatLimit, boolean firstVotes, boolean secondVotes) {
        return calibration(
                List.of(new SensorRule(firstVotes, flatLimit), new SensorRule(secondVotes, flatLimit)),
                errors(null, 1));
    }

    /** One ensemble for each, its errors averaged in one way. */
    private static Calibration calibration(List<SensorRule> rules, ErrorCalibration... errors) {
        return new Calibration(
                rules,
                Arrays.stream(errors)
                        .map(each -> new EnsembleCalibration(List.of(each)))
                        .toList(),
                4);
    }

    private static ErrorCalibration errors(@Nullable Whitening whitening, double scale) {
        return new ErrorCalibration(List.of(0.0, 0.0), List.of(0.5, 0.5), whitening, scale);
    }

    private static Scorer.State warm(Scorer scorer) {
        Scorer.State state = scorer.newState();
        for (int t = 0; t < PREDICTOR_WARM_UP; t++) {
            scorer.score(frame(t, 10, 100), state);
        }
        return state;
    }

    private static Frame frame(long time, double a, double b) {
        Frame frame = new Frame(2);
        frame.set(time, new double[] {a, b}, 0);
        return frame;
    }
}
