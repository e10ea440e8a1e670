package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import io.bellwether.network.LanePanels;

/**
 * The weights of one LSTM layer while they are trained, packed for the way there and the way back, with their gradient.
 * Rows are x, bias, h; columns the gates i, f, g, o.
 */
final class LstmWeights {
    final int inputs;
    final int hidden;
    final int units; // hidden, or a little more
    final LanePanels forward; // (inputs + 1 + units, 4 units)
    final LanePanels backward; // its transpose
    final WeightGradient gradient;
    private final float[] plain; // (inputs + 1 + units, 4 units) scratch

    LstmWeights(int inputs, int hidden, Kernel kernel) {
        this.inputs = inputs;
        this.hidden = hidden;
        units = LanePanels.units(hidden);
        forward = new LanePanels(inputs + 1 + units, 4 * units);
        backward = new LanePanels(4 * units, inputs + 1 + units);
        gradient = new WeightGradient(forward, kernel);
        plain = new float[forward.rows() * forward.width()];
    }

    /** The number of weights: those of x and h, then the bias. */
    int count() {
        return (inputs + 1 + hidden) * 4 * hidden;
    }

    /** Takes the weights from {@code flat[at ...]}, which has the order of the model file. */
    void load(float[] flat, int at) {
        int width = forward.width();
        for (int row = 0; row < inputs + 1 + hidden; row++) {
            int from = at + flatRow(row) * 4 * hidden;
            for (int gate = 0; gate < 4; gate++) {
                System.arraycopy(flat, from + gate * hidden, plain, row * width + gate * units, hidden);
            }
        }
        forward.packRows(0, forward.rows(), plain, 0, width);
        backward.packColumns(0, backward.rows(), plain, 0, width);
    }

    /** Puts the gradient where {@link #load} takes the weights from. */
    void storeGradient(float[] flat, int at) {
        for (int row = 0; row < inputs + 1 + hidden; row++) {
            int to = at + flatRow(row) * 4 * hidden;
            for (int gate = 0; gate < 4; gate++) {
                gradient.copy(row, gate * units, hidden, flat, to + gate * hidden);
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
