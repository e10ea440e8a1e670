package io.bellwether.network;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The flat order in which a network's weights are stored: for every LSTM layer from input to output its weights (inputs +
 * hidden, 4 hidden) and bias (4 hidden), for every dense layer its weights (inputs, outputs) and bias (outputs); an
 * autoencoder goes encoder, latent, decoder, head. A baseline has its mean (sensors) and its components (components,
 * sensors).
 */
public final class NetworkWeights {
    private NetworkWeights() {}

    /** Builds a network from the next {@link NetworkShape#weightCount()} floats. */
    public static Network read(NetworkShape shape, FloatBuffer in) {
        if (!shape.kind().isRecurrent()) {
            float[] mean = take(shape.sensors(), in);
            return new PrincipalComponents(mean, take(shape.latent() * shape.sensors(), in));
        }
        LstmStack first = readStack(shape.sensors(), shape.hidden(), in);
        if (shape.kind() == NetworkKind.LSTM_PREDICTOR) {
            return new LstmPredictor(first, readDense(first.outputs(), shape.outputs(), Activation.IDENTITY, in));
        }
        DenseLayer latent = readDense(first.outputs(), shape.latent(), Activation.TANH, in);
        LstmStack decoder = readStack(shape.latent(), shape.decoderHidden(), in);
        DenseLayer head = readDense(decoder.outputs(), shape.sensors(), Activation.IDENTITY, in);
        return new LstmAutoencoder(first, latent, decoder, head, shape.window());
    }

    /** Appends all weights of {@code network}. */
    public static void write(Network network, FloatBuffer out) {
        if (network instanceof LstmPredictor predictor) {
            write(predictor.stack(), out);
            write(predictor.head(), out);
        } else if (network instanceof LstmAutoencoder autoencoder) {
            write(autoencoder.encoder(), out);
            write(autoencoder.latent(), out);
            write(autoencoder.decoder(), out);
            write(autoencoder.head(), out);
        } else if (network instanceof PrincipalComponents baseline) {
            out.put(baseline.mean()).put(baseline.components());
        }
    }

    private static LstmStack readStack(int inputs, List<Integer> hidden, FloatBuffer in) {
        List<LstmLayer> layers = new ArrayList<>();
        int size = inputs;
        for (int h : hidden) {
            float[] weights = take((size + h) * 4 * h, in);
            layers.add(new LstmLayer(size, h, weights, take(4 * h, in)));
            size = h;
        }
        return new LstmStack(layers);
    }

    private static DenseLayer readDense(int inputs, int outputs, Activation activation, FloatBuffer in) {
        float[] weights = take(inputs * outputs, in);
        return new DenseLayer(inputs, outputs, activation, weights, take(outputs, in));
    }

    private static float[] take(int count, FloatBuffer in) {
        float[] values = new float[count];
        in.get(values);
        return values;
    }

    private static void write(LstmStack stack, FloatBuffer out) {
        for (LstmLayer layer : stack.layers()) {
            out.put(layer.weights()).put(layer.bias());
        }
    }

    private static void write(DenseLayer layer, FloatBuffer out) {
        out.put(layer.weights()).put(layer.bias());
    }
}
