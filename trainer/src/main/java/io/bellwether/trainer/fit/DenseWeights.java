package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import io.bellwether.network.PackedMatrix;

/** The weights of one dense layer while they are trained, packed both ways, with their gradient. */
final class DenseWeights {
    final int inputs;
    final int outputs;
    final PackedMatrix forward; // (1 + inputs, outputs padded): rows bias, inputs
    final PackedMatrix backward; // (outputs, inputs padded): without the bias
    final float[] gradient; // (1 + inputs, outputs padded)
    private final float[] plain; // (1 + inputs, outputs padded) scratch
    private final float[] transposed; // (outputs, inputs padded) scratch

    DenseWeights(int inputs, int outputs, Kernel kernel) {
        this.inputs = inputs;
        this.outputs = outputs;
        forward = kernel.matrix(1 + inputs, outputs);
        backward = kernel.matrix(outputs, inputs);
        gradient = new float[forward.rows() * forward.width()];
        plain = new float[gradient.length];
        transposed = new float[backward.rows() * backward.width()];
    }

    /** The number of weights: those of the inputs, then the bias. */
    int count() {
        return (inputs + 1) * outputs;
    }

    /** Takes the weights from {@code flat[at ...]}, which has the order of the model file. */
    void load(float[] flat, int at) {
        System.arraycopy(flat, at + inputs * outputs, plain, 0, outputs);
        for (int row = 0; row < inputs; row++) {
            for (int column = 0; column < outputs; column++) {
                float weight = flat[at + row * outputs + column];
                plain[(1 + row) * forward.width() + column] = weight;
                transposed[column * backward.width() + row] = weight;
            }
        }
        forward.pack(plain, 0);
        backward.pack(transposed, 0);
    }

    /** Puts the gradient where {@link #load} takes the weights from. */
    void storeGradient(float[] flat, int at) {
        System.arraycopy(gradient, 0, flat, at + inputs * outputs, outputs);
        for (int row = 0; row < inputs; row++) {
            System.arraycopy(gradient, (1 + row) * forward.width(), flat, at + row * outputs, outputs);
        }
    }
}
