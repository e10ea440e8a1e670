package io.bellwether.benchmarks.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.bellwether.network.DenseLayer;
import io.bellwether.network.LstmAutoencoder;
import io.bellwether.network.LstmLayer;
import io.bellwether.network.LstmPredictor;
import io.bellwether.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** One of our networks made of PyTorch's operators, with the same weights. */
public final class TorchNetwork {
    private final List<Lstm> stack; // of a predictor, or the encoder
    private final Dense latent;
    private final List<Lstm> decoder; // empty for a predictor
    private final Dense head;

    /** Both have the gates in the order i, f, g, o; PyTorch has its matrices transposed, and the bias twice. */
    private record Lstm(int hidden, NDList weights) {
        static Lstm of(NDManager manager, LstmLayer layer) {
            int h = layer.hidden();
            float[] w = layer.weights();
            NDArray x = manager.create(transposed(w, 0, layer.inputs(), 4 * h), new Shape(4L * h, layer.inputs()));
            NDArray r = manager.create(transposed(w, layer.inputs(), h, 4 * h), new Shape(4L * h, h));
            return new Lstm(h, new NDList(x, r, manager.create(layer.bias()), manager.create(new float[4 * h])));
        }

        /** h of every step, and the last h and c. */
        NDList outputs(NDArray x, NDList state, boolean training) {
            return x.getNDArrayInternal().lstm(x, state, weights, true, 1, 0, training, false, false);
        }

        NDList zeroState(NDManager manager, long batch) {
            Shape shape = new Shape(1, batch, hidden);
            return new NDList(manager.zeros(shape), manager.zeros(shape));
        }
    }

    private record Dense(NDArray weights, NDArray bias) {
        static Dense of(NDManager manager, DenseLayer layer) {
            Shape shape = new Shape(layer.outputs(), layer.inputs());
            float[] weights = transposed(layer.weights(), 0, layer.inputs(), layer.outputs());
            return new Dense(manager.create(weights, shape), manager.create(layer.bias()));
        }

        NDArray outputs(NDArray x) {
            return x.getNDArrayInternal().linear(x, weights, bias).get(0);
        }
    }

    /** @param manager keeps the weights */
    public TorchNetwork(NDManager manager, Network network) {
        Function<List<LstmLayer>, List<Lstm>> layers =
                from -> from.stream().map(layer -> Lstm.of(manager, layer)).toList();
        if (network instanceof LstmPredictor predictor) {
            stack = layers.apply(predictor.stack().layers());
            head = Dense.of(manager, predictor.head());
            latent = head; // not used
            decoder = List.of();
        } else if (network instanceof LstmAutoencoder autoencoder) {
            stack = layers.apply(autoencoder.encoder().layers());
            latent = Dense.of(manager, autoencoder.latent());
            decoder = layers.apply(autoencoder.decoder().layers());
            head = Dense.of(manager, autoencoder.head());
        } else {
            throw new IllegalArgumentException("no such network: " + network.shape());
        }
    }

    /** Everything that is trained; the second bias of a layer is not. */
    public List<NDArray> weights() {
        List<NDArray> weights = new ArrayList<>();
        Stream.concat(stack.stream(), decoder.stream())
                .forEach(layer -> weights.addAll(layer.weights().subList(0, 3)));
        for (Dense dense : decoder.isEmpty() ? List.of(head) : List.of(latent, head)) {
            weights.add(dense.weights());
            weights.add(dense.bias());
        }
        return weights;
    }

    /** h and c of every layer of a predictor, zero. */
    public NDList zeroState(NDManager manager, int batch) {
        NDList state = new NDList();
        stack.forEach(layer -> state.addAll(layer.zeroState(manager, batch)));
        return state;
    }

    /**
     * A predictor goes on.
     *
     * @param x (steps, batch, sensors)
     * @param state h and c of every layer
     * @param next out: the same after these steps
     */
    public NDArray outputs(NDArray x, NDList state, NDList next) {
        NDArray y = x;
        for (int l = 0; l < stack.size(); l++) {
            NDList out = stack.get(l).outputs(y, new NDList(state.get(2 * l), state.get(2 * l + 1)), false);
            y = out.get(0);
            next.addAll(out.subList(1, 3));
        }
        return head.outputs(y);
    }

    /** What it makes of windows, from a zero state; (steps, batch, sensors) in and out. */
    public NDArray outputs(NDArray x, boolean training) {
        NDList encoded = run(stack, x, training);
        if (decoder.isEmpty()) {
            return head.outputs(encoded.get(0));
        }
        NDArray vector = latent.outputs(encoded.get(1)).tanh(); // (1, batch, latent)
        Shape shape = new Shape(
                x.getShape().get(0), vector.getShape().get(1), vector.getShape().get(2));
        return head.outputs(run(decoder, vector.broadcast(shape), training).get(0));
    }

    private static NDList run(List<Lstm> layers, NDArray x, boolean training) {
        NDList out = new NDList(x);
        for (Lstm layer : layers) {
            NDArray y = out.get(0);
            out = layer.outputs(y, layer.zeroState(y.getManager(), y.getShape().get(1)), training);
        }
        return out;
    }

    private static float[] transposed(float[] from, int firstRow, int rows, int columns) {
        float[] to = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[column * rows + row] = from[(firstRow + row) * columns + column];
            }
        }
        return to;
    }
}
