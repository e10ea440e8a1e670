package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import io.bellwether.network.PackedMatrix;

/**
 * The weights of one LSTM layer while they are trained, packed for the way there and the way back, with their gradient.
 * Rows are x, bias, h; columns the gates i, f, g, o, each padded.
 */
final class LstmWeights {
    final int inputs;
    final int hidden;
    final int padded;
    final PackedMatrix forward; // (inputs + 1 + hidden, 4 padded)
    final PackedMatrix backward; // its transpose
    final float[] gradient; // (inputs + 1 + hidden, 4 padded)
    private final float[] plain; // (inputs + 1 + hidden, 4 padded) scratch
    private final float[] transposed; // (4 padded, backward.width()) scratch

    LstmWeights(int inputs, int hidden, Kernel kernel) {
        this.inputs = inputs;
        this.hidden = hidden;
        padded = kernel.pad(hidden);
        forward = kernel.matrix(inputs + 1 + hidden, 4 * padded);
        backward = kernel.matrix(4 * padded, inputs + 1 + hidden);
        gradient = new float[forward.rows() * forward.width()];
        plain = new float[gradient.length];
        transposed = new float[backward.rows() * backward.width()];
    }

    /** The number of weights: those of x and h, then the bias. */
    int count() {
        return (inputs + 1 + hidden) * 4 * hidden;
    }

    /** Takes the weights from {@code flat[at ...]}, which has the order of the model file. */
    void load(float[] flat, int at) {
        for (int row = 0; row < forward.rows(); row++) {
            int from = at + flatRow(row) * 4 * hidden;
            for (int gate = 0; gate < 4; gate++) {
                for (int j = 0; j < hidden; j++) {
                    float weight = flat[from + gate * hidden + j];
                    plain[row * forward.width() + gate * padded + j] = weight;
                    transposed[(gate * padded + j) * backward.width() + row] = weight;
                }
            }
        }
        forward.pack(plain, 0);
        backward.pack(transposed, 0);
    }

    /** Puts the gradient where {@link #load} takes the weights from. */
    void storeGradient(float[] flat, int at) {
        for (int row = 0; row < forward.rows(); row++) {
            int to = at + flatRow(row) * 4 * hidden;
            for (int gate = 0; gate < 4; gate++) {
                System.arraycopy(gradient, row * forward.width() + gate * padded, flat, to + gate * hidden, hidden);
            }
        }
    }

    /** Where a row stands in the model file: x, h, bias. */
    private int flatRow(int row) {
        if (row == inputs) {
            return inputs + hidden;
        }
        return row < inputs ? row : row - 1;
    }
}
