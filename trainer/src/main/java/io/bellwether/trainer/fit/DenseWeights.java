package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import io.bellwether.network.LanePanels;

/** The weights of one dense layer while they are trained, packed both ways, with their gradient. */
final class DenseWeights {
    final int inputs;
    final int outputs;
    final LanePanels forward; // (1 + inputs, outputs): rows bias, inputs
    final LanePanels backward; // (outputs, inputs): without the bias
    final WeightGradient gradient; // (1 + inputs, outputs)

    DenseWeights(int inputs, int outputs, Kernel kernel) {
        this.inputs = inputs;
        this.outputs = outputs;
        forward = new LanePanels(1 + inputs, outputs);
        backward = new LanePanels(outputs, inputs);
        gradient = new WeightGradient(forward, kernel);
    }

    /** The number of weights: those of the inputs, then the bias. */
    int count() {
        return (inputs + 1) * outputs;
    }

    /** Takes the weights from {@code flat[at ...]}, which has the order of the model file. */
    void load(float[] flat, int at) {
        forward.packRows(0, 1, flat, at + inputs * outputs, outputs);
        forward.packRows(1, inputs, flat, at, outputs);
        backward.packColumns(0, outputs, flat, at, outputs);
    }

    /** Puts the gradient where {@link #load} takes the weights from. */
    void storeGradient(float[] flat, int at) {
        gradient.copy(0, 0, outputs, flat, at + inputs * outputs);
        for (int row = 0; row < inputs; row++) {
            gradient.copy(1 + row, 0, outputs, flat, at + row * outputs);
        }
    }
}
