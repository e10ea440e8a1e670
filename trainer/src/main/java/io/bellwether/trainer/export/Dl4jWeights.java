package io.bellwether.trainer.export;

import io.bellwether.network.DenseLayer;
import io.bellwether.network.LstmAutoencoder;
import io.bellwether.network.LstmLayer;
import io.bellwether.network.LstmPredictor;
import io.bellwether.network.LstmStack;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Carries weights between DL4J's layers and the kernel's. */
public final class Dl4jWeights {
    /*
     * Both keep the four gates of an LSTM side by side in every row, but in another order:
     *   kernel  [input gate, forget gate, candidate, output gate]
     *   DL4J    [candidate, forget gate, output gate, input gate]   (LSTMHelpers: i, f, o, g)
     * DL4J has the rows of x (W) and of h (RW) in two arrays, the kernel in one.
     */
    private static final int[] DL4J_GATE = {3, 1, 0, 2}; // (kernel's gates)

    private Dl4jWeights() {}

    /** The kernel's network with DL4J's weights. */
    public static Network read(MultiLayerNetwork from, NetworkShape shape) {
        FloatBuffer weights = FloatBuffer.allocate(shape.weightCount());
        for (int layer : weightedLayers(from)) {
            float[] w = values(from, layer + "_W");
            float[] b = values(from, layer + "_b");
            if (from.paramTable().containsKey(layer + "_RW")) {
                int hidden = b.length / 4;
                weights.put(reorder(w, hidden, false));
                weights.put(reorder(values(from, layer + "_RW"), hidden, false));
                weights.put(reorder(b, hidden, false));
            } else {
                weights.put(w).put(b);
            }
        }
        return NetworkWeights.read(shape, weights.flip());
    }

    /** Gives DL4J's network the kernel's weights. */
    public static void write(Network from, MultiLayerNetwork into) {
        Iterator<Integer> indices = weightedLayers(into).iterator();
        for (Object layer : layers(from)) {
            int index = indices.next();
            if (layer instanceof LstmLayer lstm) {
                float[] weights = reorder(lstm.weights(), lstm.hidden(), true);
                int split = lstm.inputs() * 4 * lstm.hidden();
                assign(into, index + "_W", FloatBuffer.wrap(weights, 0, split));
                assign(into, index + "_RW", FloatBuffer.wrap(weights, split, weights.length - split));
                assign(into, index + "_b", FloatBuffer.wrap(reorder(lstm.bias(), lstm.hidden(), true)));
            } else if (layer instanceof DenseLayer dense) {
                assign(into, index + "_W", FloatBuffer.wrap(dense.weights()));
                assign(into, index + "_b", FloatBuffer.wrap(dense.bias()));
            }
        }
    }

    /** The indices of DL4J's layers that have weights, in the order of the kernel's. */
    private static List<Integer> weightedLayers(MultiLayerNetwork network) {
        return IntStream.range(0, network.getnLayers())
                .filter(layer -> network.getLayer(layer).numParams() > 0)
                .boxed()
                .toList();
    }

    private static List<Object> layers(Network network) {
        List<Object> layers = new ArrayList<>();
        if (network instanceof LstmPredictor predictor) {
            addAll(predictor.stack(), layers);
            layers.add(predictor.head());
        } else if (network instanceof LstmAutoencoder autoencoder) {
            addAll(autoencoder.encoder(), layers);
            layers.add(autoencoder.latent());
            addAll(autoencoder.decoder(), layers);
            layers.add(autoencoder.head());
        }
        return layers;
    }

    private static void addAll(LstmStack stack, List<Object> layers) {
        layers.addAll(stack.layers());
    }

    /** Changes the order of the gates in every row of (rows, 4 hidden). */
    private static float[] reorder(float[] rows, int hidden, boolean toDl4j) {
        float[] out = new float[rows.length];
        for (int row = 0; row < rows.length; row += 4 * hidden) {
            for (int gate = 0; gate < 4; gate++) {
                int kernel = row + gate * hidden;
                int dl4j = row + DL4J_GATE[gate] * hidden;
                System.arraycopy(rows, toDl4j ? kernel : dl4j, out, toDl4j ? dl4j : kernel, hidden);
            }
        }
        return out;
    }

    /** Row-major values of one parameter array. */
    private static float[] values(MultiLayerNetwork network, String key) {
        return network.getParam(key).dup('c').data().asFloat();
    }

    private static void assign(MultiLayerNetwork network, String key, FloatBuffer values) {
        float[] flat = new float[values.remaining()];
        values.get(flat);
        INDArray param = network.getParam(key);
        param.assign(Nd4j.create(flat, param.shape(), 'c'));
    }
}
