package io.bellwether.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import io.bellwether.trainer.network.Dl4jConfiguration;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class Dl4jWeightsTest {
    private static final int STEPS = 9;
    private static final int WINDOWS = 5;

    static Stream<NetworkShape> shapes() {
        return Stream.of(
                NetworkShape.predictor(1, List.of(1)),
                NetworkShape.predictor(8, List.of(16)),
                NetworkShape.predictor(3, List.of(7, 5)),
                NetworkShape.predictor(52, List.of(33)),
                NetworkShape.predictor(5, List.of(9), 4),
                NetworkShape.autoencoder(1, List.of(1), 1, STEPS),
                NetworkShape.autoencoder(8, List.of(16), 3, STEPS),
                NetworkShape.autoencoder(3, List.of(7, 5), 2, STEPS),
                NetworkShape.autoencoder(19, List.of(13, 6), 4, STEPS));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void kernel_withDl4jsOwnWeights_computesTheSame(NetworkShape shape) {
        MultiLayerNetwork dl4j = randomDl4j(shape, 1);
        float[] inputs = inputs(shape, 2);

        Network kernel = Dl4jWeights.read(dl4j, shape);

        INDArray in = Nd4j.create(inputs, new long[] {WINDOWS, shape.sensors(), STEPS}, 'c');
        float[] outputs = dl4j.output(in, false).dup('c').data().asFloat();
        assertThat(Parity.largestDifference(kernel, inputs, outputs, STEPS)).isLessThanOrEqualTo(Parity.TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void weights_thereAndBack_areUntouched(NetworkShape shape) {
        Network before = Dl4jWeights.read(randomDl4j(shape, 3), shape);
        MultiLayerNetwork other = randomDl4j(shape, 4);

        Dl4jWeights.write(before, other);

        assertThat(flat(Dl4jWeights.read(other, shape))).isEqualTo(flat(before));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void parity_oneWeightOff_isSeen(NetworkShape shape) {
        MultiLayerNetwork dl4j = randomDl4j(shape, 5);
        Network kernel = Dl4jWeights.read(dl4j, shape);
        float[] inputs = inputs(shape, 6);
        INDArray in = Nd4j.create(inputs, new long[] {WINDOWS, shape.sensors(), STEPS}, 'c');
        INDArray bias = dl4j.getParam(shape.kind() == NetworkKind.LSTM_PREDICTOR ? "0_b" : "0_RW");
        bias.putScalar(0, bias.getFloat(0) + 0.05f);

        float[] outputs = dl4j.output(in, false).dup('c').data().asFloat();

        assertThat(Parity.largestDifference(kernel, inputs, outputs, STEPS)).isGreaterThan(Parity.TOLERANCE);
    }

    private static MultiLayerNetwork randomDl4j(NetworkShape shape, long seed) {
        MultiLayerNetwork network = new MultiLayerNetwork(Dl4jConfiguration.of(shape, STEPS, new Sgd(0.1)));
        network.init();
        SplittableRandom random = new SplittableRandom(seed);
        float[] params = new float[(int) network.numParams()];
        for (int i = 0; i < params.length; i++) {
            params[i] = (float) (random.nextDouble() - 0.5);
        }
        network.setParams(Nd4j.create(params, new long[] {1, params.length}, 'c'));
        return network;
    }

    private static float[] inputs(NetworkShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] inputs = new float[WINDOWS * shape.sensors() * STEPS];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) (6 * random.nextDouble() - 3);
        }
        return inputs;
    }

    private static float[] flat(Network network) {
        FloatBuffer out = FloatBuffer.allocate(network.shape().weightCount());
        NetworkWeights.write(network, out);
        return out.array();
    }
}
