package io.bellwether.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.network.Kernels;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import io.bellwether.network.RecurrentNetwork;
import io.bellwether.trainer.export.Dl4jWeights;
import io.bellwether.trainer.network.Dl4jConfiguration;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

class BpttLearnerTest {
    private static final double TOLERANCE = 1e-5;
    private static final OneCycle SCHEDULE = new OneCycle(20, 1e-2);

    static Stream<NetworkShape> shapes() {
        return Stream.of(
                NetworkShape.predictor(1, List.of(1)),
                NetworkShape.predictor(3, List.of(5)),
                NetworkShape.predictor(8, List.of(16)),
                NetworkShape.predictor(9, List.of(17, 7)),
                NetworkShape.predictor(2, List.of(33)),
                NetworkShape.autoencoder(1, List.of(2), 1, 3),
                NetworkShape.autoencoder(8, List.of(16), 3, 10),
                NetworkShape.autoencoder(5, List.of(9, 6), 4, 6),
                NetworkShape.autoencoder(3, List.of(33), 17, 4));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradient_everyStructure_agreesWithFiniteDifferences(NetworkShape shape) {
        RecurrentNetwork network = InitialWeights.draw(shape, new SplittableRandom(5));
        int steps = shape.window() > 0 ? shape.window() : 9;
        Batch batch = batch(7, shape.sensors(), steps, 6);
        float[] actual = new BpttLearner(Kernels.best(), network, steps, SCHEDULE).gradient(batch);
        double[] weights = flat(network);
        double[] expected = new double[weights.length];
        double step = 1e-5;
        for (int w = 0; w < weights.length; w++) {
            double weight = weights[w];
            weights[w] = weight + step;
            double above = new NaiveLoss(shape, weights).of(batch);
            weights[w] = weight - step;
            double below = new NaiveLoss(shape, weights).of(batch);
            weights[w] = weight;
            expected[w] = (above - below) / (2 * step);
        }

        assertThat(relativeDifference(actual, expected)).isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientAndOutputs_everyStructure_agreeWithDl4j(NetworkShape shape) {
        new Dl4jEngine();
        RecurrentNetwork network = InitialWeights.draw(shape, new SplittableRandom(5));
        int steps = shape.window() > 0 ? shape.window() : 9;
        Batch batch = batch(7, shape.sensors(), steps, 6);
        BpttLearner learner = new BpttLearner(Kernels.best(), network, steps, SCHEDULE);
        MultiLayerNetwork dl4j = new MultiLayerNetwork(Dl4jConfiguration.of(shape, steps, new NoOp()));
        dl4j.init();
        Dl4jWeights.write(network, dl4j);
        float[] outputs = dl4j.output(Nd4j.create(batch.input, batch.shape(), 'c'), false)
                .dup('c')
                .data()
                .asFloat();
        dl4j.setInput(Nd4j.create(batch.input, batch.shape(), 'c'));
        dl4j.setLabels(Nd4j.create(batch.target, batch.shape(), 'c'));
        dl4j.setLayerMaskArrays(null, Nd4j.create(batch.mask, batch.shape(), 'c'));
        dl4j.computeGradientAndScore();
        dl4j.setParams(dl4j.getFlattenedGradients().dup());
        double[] expected = flat(Dl4jWeights.read(dl4j, shape));
        double scale = 1.0 / (batch.windows() * (double) steps); // DL4J sums over windows and steps
        for (int w = 0; w < expected.length; w++) {
            expected[w] *= scale;
        }

        assertThat(relativeDifference(learner.gradient(batch), expected)).isLessThan(TOLERANCE);
        float[] ours = learner.outputs(batch);
        for (int i = 0; i < outputs.length; i++) {
            assertThat(Math.abs(ours[i] - outputs[i])).isLessThan(1e-5f);
        }
    }

    @Test
    void update_manyTimes_learnsASine() {
        NetworkShape shape = NetworkShape.predictor(1, List.of(8));
        BpttLearner learner = new BpttLearner(
                Kernels.best(), InitialWeights.draw(shape, new SplittableRandom(5)), 20, new OneCycle(150, 1e-2));
        Batch batch = new Batch(16, 1, 20);
        for (int w = 0; w < 16; w++) {
            for (int t = 0; t < 20; t++) {
                batch.input[batch.at(w, 0, t)] = (float) Math.sin(0.4 * (t + 3 * w));
                batch.target[batch.at(w, 0, t)] = (float) Math.sin(0.4 * (t + 1 + 3 * w));
                batch.mask[batch.at(w, 0, t)] = t < 5 ? 0 : 1;
            }
        }
        double before = batch.loss(learner.outputs(batch));
        for (int u = 0; u < 150; u++) {
            learner.update(batch);
        }

        assertThat(batch.loss(learner.outputs(batch))).isLessThan(before / 50);
    }

    /** Largest difference over the largest gradient. */
    private static double relativeDifference(float[] actual, double[] expected) {
        double difference = 0;
        double largest = 0;
        assertThat(actual).hasSameSizeAs(expected);
        for (int w = 0; w < expected.length; w++) {
            difference = Math.max(difference, Math.abs(actual[w] - expected[w]));
            largest = Math.max(largest, Math.abs(expected[w]));
        }
        return difference / largest;
    }

    private static double[] flat(RecurrentNetwork network) {
        FloatBuffer floats = FloatBuffer.allocate(network.shape().weightCount());
        NetworkWeights.write(network, floats);
        double[] wide = new double[floats.capacity()];
        for (int w = 0; w < wide.length; w++) {
            wide[w] = floats.get(w);
        }
        return wide;
    }

    private static Batch batch(int windows, int sensors, int steps, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Batch batch = new Batch(windows, sensors, steps);
        for (int i = 0; i < batch.input.length; i++) {
            batch.input[i] = (float) (4 * random.nextDouble() - 2);
            batch.target[i] = (float) (4 * random.nextDouble() - 2);
            batch.mask[i] = random.nextInt(4) == 0 ? 0 : 1;
        }
        return batch;
    }
}
