package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A stack of LSTM layers over the steps of a batch, with dropout between them. */
final class StackTape {
    private final LstmTape[] layers;
    private final Dropout[] dropouts; // (layers) before each; none before the first

    StackTape(Kernel kernel, List<LstmWeights> weights, int batch, int steps, double dropout, SplittableRandom random) {
        layers = new LstmTape[weights.size()];
        dropouts = new Dropout[layers.length];
        for (int l = 0; l < layers.length; l++) {
            layers[l] = new LstmTape(kernel, weights.get(l), batch, steps);
            dropouts[l] =
                    new Dropout(l == 0 ? 0 : dropout, random, steps, batch, kernel.block(), weights.get(l).inputs);
        }
    }

    LstmTape first() {
        return layers[0];
    }

    LstmTape last() {
        return layers[layers.length - 1];
    }

    /**
     * Begins the way there.
     *
     * @param before the segment before, whose memory is carried on; null = there is none
     */
    void beginForward(boolean training, @Nullable StackTape before) {
        for (int l = 0; l < layers.length; l++) {
            layers[l].beginForward(before == null ? null : before.layers[l]);
            dropouts[l].draw(training);
        }
    }

    /** One step through all layers; the first layer's inputs are set. */
    void forward(int step) {
        for (int l = 0; l < layers.length; l++) {
            if (l > 0) {
                LstmTape below = layers[l - 1];
                layers[l].input(step, below.rows(), below.outputAt(step) + below.block(), below.stride());
                layers[l].dropInputs(step, dropouts[l]);
            }
            layers[l].forward(step);
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
                above.dropInputGradient(step, dropouts[l + 1]);
                layers[l].addOutputGradient(above.inputGradient(), 0, above.inputGradientStride());
            }
            layers[l].backward(step);
        }
    }
}
