package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import java.util.List;

/** A stack of LSTM layers over the steps of a batch. */
final class StackTape {
    private final LstmTape[] layers;

    StackTape(Kernel kernel, List<LstmWeights> weights, int batch, int steps) {
        layers = weights.stream()
                .map(layer -> new LstmTape(kernel, layer, batch, steps))
                .toArray(LstmTape[]::new);
    }

    LstmTape first() {
        return layers[0];
    }

    LstmTape last() {
        return layers[layers.length - 1];
    }

    /** All steps, step by step; the first layer's inputs are set. */
    void forward() {
        for (int t = 0; t < first().steps(); t++) {
            for (int l = 0; l < layers.length; l++) {
                if (l > 0) {
                    LstmTape below = layers[l - 1];
                    layers[l].input(t, below.rows(), below.outputAt(t) + 1, below.stride());
                }
                layers[l].forward(t);
            }
        }
    }

    /** Begins the way back. */
    void beginBackward() {
        for (LstmTape layer : layers) {
            layer.beginBackward();
        }
    }

    /** One step back through all layers; the gradient of the last layer's output is complete. */
    void backward(int step) {
        for (int l = layers.length - 1; l >= 0; l--) {
            if (l < layers.length - 1) {
                LstmTape above = layers[l + 1];
                layers[l].addOutputGradient(above.inputGradient(), 0, above.inputGradientStride());
            }
            layers[l].backward(step);
        }
    }
}
