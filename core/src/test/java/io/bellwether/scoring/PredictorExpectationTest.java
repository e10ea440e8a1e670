package io.bellwether.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.network.LstmPredictor;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorExpectationTest {
    private static final int SENSORS = 3;
    private static final int FRAMES = 20;

    private static List<Network> members(int horizon) {
        NetworkShape shape = NetworkShape.predictor(SENSORS, List.of(5), horizon);
        List<Network> members = new ArrayList<>();
        for (int m = 0; m < 3; m++) {
            SplittableRandom random = new SplittableRandom(m);
            FloatBuffer weights = FloatBuffer.allocate(shape.weightCount());
            while (weights.hasRemaining()) {
                weights.put((float) (random.nextDouble() - 0.5));
            }
            members.add(NetworkWeights.read(shape, weights.flip()));
        }
        return members;
    }

    private static float[][] frames() {
        SplittableRandom random = new SplittableRandom(9);
        float[][] frames = new float[FRAMES][SENSORS];
        for (float[] frame : frames) {
            for (int s = 0; s < SENSORS; s++) {
                frame[s] = (float) (4 * random.nextDouble() - 2);
            }
        }
        return frames;
    }

    /** What every member forecasts after every frame, kept in full: (frames)(horizon, sensors), the members' mean. */
    private static double[][] forecasts(List<Network> members, float[][] frames, int horizon) {
        double[][] mean = new double[FRAMES][horizon * SENSORS];
        float[] forecast = new float[horizon * SENSORS];
        for (Network member : members) {
            LstmPredictor predictor = (LstmPredictor) member;
            LstmPredictor.State state = predictor.newState();
            for (int t = 0; t < FRAMES; t++) {
                predictor.step(frames[t], state, forecast);
                for (int i = 0; i < forecast.length; i++) {
                    mean[t][i] += forecast[i] / (double) members.size();
                }
            }
        }
        return mean;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void expectation_ofAFrame_isTheMeanOfWhatWasForecastForIt(int horizon) {
        List<Network> members = members(horizon);
        float[][] frames = frames();
        double[][] forecasts = forecasts(members, frames, horizon);
        Expectation expectation = Expectation.of(members, 1);
        Expectation.State state = expectation.newState();
        float[] expected = new float[SENSORS];

        assertThat(expectation.observe(frames[0], state, expected)).isFalse();
        for (int t = 1; t < FRAMES; t++) {
            for (int s = 0; s < SENSORS; s++) {
                assertThat((double) state.substitute(s)).isCloseTo(forecasts[t - 1][s], within(1e-6));
            }
            assertThat(expectation.observe(frames[t], state, expected)).isTrue();
            int known = Math.min(horizon, t);
            for (int s = 0; s < SENSORS; s++) {
                double sum = 0;
                for (int before = 1; before <= known; before++) {
                    sum += forecasts[t - before][(before - 1) * SENSORS + s];
                }
                assertThat((double) expected[s]).as("frame %d", t).isCloseTo(sum / known, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void memory_writtenAndReadAtAnyFrame_goesOnTheSame(int horizon) {
        Expectation expectation = Expectation.of(members(horizon), 1);
        float[][] frames = frames();
        Expectation.State state = expectation.newState();
        float[] expected = new float[SENSORS];
        float[] other = new float[SENSORS];

        for (int t = 0; t < FRAMES; t++) {
            ByteBuffer bytes = ByteBuffer.allocate(state.size());
            state.write(bytes);
            assertThat(bytes.hasRemaining()).isFalse();
            Expectation.State restored = expectation.newState();
            restored.read(bytes.flip());

            boolean known = expectation.observe(frames[t], state, expected);

            assertThat(expectation.observe(frames[t], restored, other)).isEqualTo(known);
            assertThat(other).isEqualTo(expected);
            assertThat(restored.substitute(1)).isEqualTo(state.substitute(1));
        }
    }

    @Test
    void memory_reset_isAFreshOne() {
        Expectation expectation = Expectation.of(members(4), 1);
        float[][] frames = frames();
        Expectation.State used = expectation.newState();
        Expectation.State fresh = expectation.newState();
        float[] expected = new float[SENSORS];
        float[] other = new float[SENSORS];
        for (float[] frame : frames) {
            expectation.observe(frame, used, expected);
        }
        used.reset();

        for (float[] frame : frames) {
            boolean known = expectation.observe(frame, fresh, other);
            assertThat(expectation.observe(frame, used, expected)).isEqualTo(known);
            if (known) {
                assertThat(expected).isEqualTo(other);
            }
        }
    }
}
