package io.bellwether.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    private static final double TOLERANCE = 1e-5;

    static Stream<Arguments> sizes() {
        return Stream.of(1, 3, 7, 8, 9, 31, 64, 65)
                .flatMap(sensors -> Stream.of(List.of(1), List.of(5), List.of(16, 9), List.of(64))
                        .map(hidden -> Arguments.of(sensors, hidden)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void step_predictor_agreesWithTheNaiveOne(int sensors, List<Integer> hidden) {
        LstmPredictor network = (LstmPredictor) random(NetworkShape.predictor(sensors, hidden), 7);
        float[][] frames = frames(40, sensors, 11);
        double[][] expected = NaiveNetworks.forecasts(network, frames);
        LstmPredictor.State state = network.newState();
        float[] forecast = new float[sensors];

        for (int t = 0; t < frames.length; t++) {
            network.step(frames[t], state, forecast);
            assertClose(forecast, expected[t]);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void step_predictorOfSeveralFrames_agreesWithTheNaiveOne(int sensors, List<Integer> hidden) {
        for (int horizon : new int[] {2, 5}) {
            NetworkShape shape = NetworkShape.predictor(sensors, hidden, horizon);
            LstmPredictor network = (LstmPredictor) random(shape, 7);
            float[][] frames = frames(20, sensors, 11);
            double[][] expected = NaiveNetworks.forecasts(network, frames);
            LstmPredictor.State state = network.newState();
            float[] forecast = new float[horizon * sensors];

            assertThat(network.shape()).isEqualTo(shape);
            for (int t = 0; t < frames.length; t++) {
                network.step(frames[t], state, forecast);
                assertThat(expected[t]).hasSize(forecast.length);
                assertClose(forecast, expected[t]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void rebuild_autoencoder_agreesWithTheNaiveOneFromAnyPlaceInTheRing(int sensors, List<Integer> hidden) {
        LstmAutoencoder network = (LstmAutoencoder) random(NetworkShape.autoencoder(sensors, hidden, 3, 10), 7);
        float[][] window = frames(10, sensors, 11);
        double[][] expected = NaiveNetworks.rebuild(network, window);
        LstmAutoencoder.Scratch scratch = network.newScratch();
        float[][] rebuilt = new float[10][sensors];
        float[] newest = new float[sensors];

        for (int oldest = 0; oldest < 10; oldest++) {
            float[][] ring = new float[10][];
            for (int t = 0; t < 10; t++) {
                ring[(oldest + t) % 10] = window[t];
            }
            network.rebuild(ring, oldest, scratch, rebuilt);
            network.rebuildNewest(ring, oldest, scratch, newest);

            assertThat(newest).isEqualTo(rebuilt[0]);
            for (int t = 0; t < 10; t++) {
                assertClose(rebuilt[t], expected[t]);
            }
        }
    }

    /** Batched and alone: the same bits, in rows as in lanes. */
    @ParameterizedTest
    @MethodSource("sizes")
    void batch_ofSeries_givesWhatEachGivesAlone(int sensors, List<Integer> hidden) {
        LstmPredictor predictor = (LstmPredictor) random(NetworkShape.predictor(sensors, hidden), 7);
        LstmAutoencoder autoencoder = (LstmAutoencoder) random(NetworkShape.autoencoder(sensors, hidden, 3, 5), 7);
        for (int batch : new int[] {5, 13, 29, 95}) {
            LstmPredictor.State together = predictor.newState(batch);
            List<LstmPredictor.State> alone =
                    Stream.generate(predictor::newState).limit(batch).toList();
            float[][] windows = frames(5, batch * sensors, 100); // (window)(batch, sensors)
            float[] forecasts = new float[batch * sensors];
            float[] one = new float[sensors];
            for (float[] frames : windows) {
                predictor.step(frames, together, forecasts);
                for (int b = 0; b < batch; b++) {
                    predictor.step(part(frames, b, sensors), alone.get(b), one);
                    assertThat(part(forecasts, b, sensors)).isEqualTo(one);
                }
            }
            float[][] rebuilt = new float[5][batch * sensors];
            autoencoder.rebuild(windows, autoencoder.newScratch(batch), rebuilt);
            for (int b = 0; b < batch; b++) {
                int series = b;
                float[][] ring = Arrays.stream(windows)
                        .map(frames -> part(frames, series, sensors))
                        .toArray(float[][]::new);
                float[][] expected = new float[5][sensors];
                autoencoder.rebuild(ring, 0, autoencoder.newScratch(), expected);
                for (int t = 0; t < 5; t++) {
                    assertThat(part(rebuilt[t], b, sensors)).isEqualTo(expected[t]);
                }
            }
        }
    }

    /** Frames ahead and one by one: the same bits, whatever is left over at the end. */
    @ParameterizedTest
    @MethodSource("sizes")
    void forecast_ofManyFrames_givesWhatStepsGive(int sensors, List<Integer> hidden) {
        for (int horizon : new int[] {1, 3}) {
            LstmPredictor network = (LstmPredictor) random(NetworkShape.predictor(sensors, hidden, horizon), 7);
            for (int batch : new int[] {1, 3, 20}) {
                int steps = 37;
                float[][] frames = frames(steps, batch * sensors, 5);
                float[][] forecasts = new float[steps][horizon * batch * sensors];
                LstmPredictor.State ahead = network.newStateAhead(batch);
                network.forecast(frames, ahead, forecasts);

                LstmPredictor.State state = network.newState(batch);
                float[] one = new float[horizon * batch * sensors];
                for (int t = 0; t < steps; t++) {
                    network.step(frames[t], state, one);
                    assertThat(forecasts[t]).isEqualTo(one);
                }
                assertThat(bytes(ahead)).isEqualTo(bytes(state));
            }
        }
    }

    /** Row b of (batch, size). */
    private static float[] part(float[] rows, int b, int size) {
        return Arrays.copyOfRange(rows, b * size, (b + 1) * size);
    }

    private static byte[] bytes(LstmPredictor.State state) {
        ByteBuffer bytes = ByteBuffer.allocate(state.size());
        state.write(bytes);
        return bytes.array();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void weights_writtenAndRead_giveTheSameNetwork(int sensors, List<Integer> hidden) {
        for (NetworkShape shape : List.of(
                NetworkShape.predictor(sensors, hidden),
                NetworkShape.predictor(sensors, hidden, 3),
                NetworkShape.autoencoder(sensors, hidden, 4, 6))) {
            Network network = random(shape, 3);
            FloatBuffer written = FloatBuffer.allocate(shape.weightCount());
            NetworkWeights.write(network, written);
            assertThat(written.hasRemaining()).isFalse();

            Network read = NetworkWeights.read(shape, written.flip());

            FloatBuffer again = FloatBuffer.allocate(shape.weightCount());
            NetworkWeights.write(read, again);
            assertThat(again.array()).isEqualTo(written.array());
            assertThat(read.shape()).isEqualTo(shape);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 29})
    void state_writtenAndRead_goesOnTheSame(int batch) {
        LstmPredictor network = (LstmPredictor) random(NetworkShape.predictor(3, List.of(8, 5)), 7);
        float[][] frames = frames(20, batch * 3, 5);
        LstmPredictor.State state = network.newState(batch);
        float[] forecast = new float[batch * 3];
        for (int t = 0; t < 10; t++) {
            network.step(frames[t], state, forecast);
        }
        ByteBuffer bytes = ByteBuffer.allocate(state.size());
        state.write(bytes);
        assertThat(bytes.hasRemaining()).isFalse();
        LstmPredictor.State restored = network.newState(batch);
        restored.read(bytes.flip());
        float[] other = new float[batch * 3];

        for (int t = 10; t < 20; t++) {
            network.step(frames[t], state, forecast);
            network.step(frames[t], restored, other);
            assertThat(other).isEqualTo(forecast);
        }

        restored.reset();
        network.step(frames[0], restored, other);
        network.step(frames[0], network.newState(batch), forecast);
        assertThat(other).isEqualTo(forecast);
    }

    @Test
    void constructors_partsThatDoNotFit_areRefusedByName() {
        LstmLayer three = new LstmLayer(3, 2, new float[5 * 8], new float[8]);
        DenseLayer four = new DenseLayer(4, 3, Activation.IDENTITY, new float[12], new float[3]);

        assertThatThrownBy(() -> new LstmLayer(3, 2, new float[39], new float[8]))
                .hasMessage("LSTM weights need shape (5, 8), but hold 39 values");
        assertThatThrownBy(() -> new LstmStack(List.of(three, three)))
                .hasMessage("LSTM layer 1 takes 3 inputs, but gets 2");
        assertThatThrownBy(() -> new LstmPredictor(new LstmStack(List.of(three)), four))
                .hasMessage("the dense head takes 4 inputs, but gets 2");
        assertThatThrownBy(() -> NetworkShape.predictor(3, List.of(0)))
                .hasMessage("the hidden size must be at least 1, not 0");
        assertThatThrownBy(() -> new LstmPredictor(
                        new LstmStack(List.of(three)),
                        new DenseLayer(2, 7, Activation.IDENTITY, new float[14], new float[7])))
                .hasMessage("the next frame takes 6 inputs, but gets 7");
        assertThatThrownBy(() -> NetworkShape.predictor(3, List.of(2), 0))
                .hasMessage("the horizon of lstm-predictor must lie between 1 and 100, not 0");
        assertThatThrownBy(() -> NetworkShape.predictor(3, List.of(2), 101)).hasMessageEndingWith("not 101");
        assertThatThrownBy(() -> new NetworkShape(NetworkKind.LSTM_AUTOENCODER, 3, List.of(2), 1, 5, 2))
                .hasMessage("the horizon of lstm-autoencoder must lie between 1 and 1, not 2");
        assertThatThrownBy(() -> NetworkKind.of("gru")).hasMessageContaining("unknown kind 'gru'");
    }

    static Network random(NetworkShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatBuffer weights = FloatBuffer.allocate(shape.weightCount());
        while (weights.hasRemaining()) {
            weights.put((float) (random.nextDouble() - 0.5));
        }
        return NetworkWeights.read(shape, weights.flip());
    }

    private static float[][] frames(int count, int sensors, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] frames = new float[count][sensors];
        for (float[] frame : frames) {
            for (int s = 0; s < sensors; s++) {
                frame[s] = (float) (4 * random.nextDouble() - 2);
            }
        }
        return frames;
    }

    private static void assertClose(float[] actual, double[] expected) {
        for (int s = 0; s < expected.length; s++) {
            assertThat((double) actual[s]).isCloseTo(expected[s], within(TOLERANCE));
        }
    }
}
