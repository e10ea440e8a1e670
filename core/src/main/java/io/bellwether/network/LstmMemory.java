package io.bellwether.network;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What an LSTM layer remembers of each series of a batch, with its inputs and outputs, laid out as the kernel reads them. What
 * is written of it does not depend on the layout.
 */
abstract sealed class LstmMemory permits RowMemory, LaneMemory {
    private final int batch;
    private final int hidden;
    private final float[] values; // x, 1, h of every series; 1 and h are also a dense layer's input
    private final float[] c;

    /** Takes these for its own. */
    LstmMemory(int batch, int hidden, float[] values, float[] cells) {
        this.batch = batch;
        this.hidden = hidden;
        this.values = values;
        this.c = cells;
    }

    final int batch() {
        return batch;
    }

    /** Inputs, ones and outputs of all series. */
    final float[] values() {
        return values;
    }

    final float[] cells() {
        return c;
    }

    /** Sets the input of one series at one of the steps ahead: {@code x[at ... at + inputs)}. */
    abstract void input(int step, int b, float[] x, int at);

    /** Sets the inputs of all series to the outputs of the layer before. */
    abstract void input(LstmMemory before, int steps);

    /** Floats of scratch that a run of the layer needs. */
    abstract int scratch();

    /** Applies a dense layer to the outputs of the steps that have just been run; {@code out} (steps, batch, width). */
    abstract void apply(DenseLayer dense, int steps, float[] out);

    /** Applies a dense layer to the newest outputs; {@code out} (batch, width). */
    abstract void applyToNewest(DenseLayer dense, float[] out);

    /** Where in the values a series has this unit's output, from which the next step goes on. */
    abstract int hiddenAt(int b, int unit);

    /** Where in the cells a series has this unit's. */
    abstract int cellAt(int b, int unit);

    /** Forgets everything. */
    final void reset() {
        Arrays.fill(c, 0f);
        resetHidden();
    }

    abstract void resetHidden();

    /** The bytes {@link #write} needs. */
    final int size() {
        return batch * 2 * hidden * Float.BYTES;
    }

    final void write(ByteBuffer out) {
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < hidden; j++) {
                out.putFloat(values[hiddenAt(b, j)]).putFloat(c[cellAt(b, j)]);
            }
        }
    }

    final void read(ByteBuffer in) {
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < hidden; j++) {
                values[hiddenAt(b, j)] = in.getFloat();
                c[cellAt(b, j)] = in.getFloat();
            }
        }
    }
}
