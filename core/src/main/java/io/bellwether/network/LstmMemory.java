package io.bellwether.network;

import java.nio.ByteBuffer;

/** What an LSTM layer remembers of each series of a batch, with its inputs and outputs, laid out as the kernel reads them. */
abstract sealed class LstmMemory permits RowMemory, LaneMemory {
    /** Sets the input of one series at one of the steps ahead: {@code x[at ... at + inputs)}. */
    abstract void input(int step, int b, float[] x, int at);

    /** Sets the inputs of all series to the outputs of the layer before. */
    abstract void input(LstmMemory before, int steps);

    /** Floats of scratch that a run of the layer needs. */
    abstract int gates();

    /** Applies a dense layer to the outputs of the steps that have just been run; {@code out} (steps, batch, width). */
    abstract void apply(DenseLayer dense, int steps, float[] out);

    /** Applies a dense layer to the newest outputs; {@code out} (batch, width). */
    abstract void applyToNewest(DenseLayer dense, float[] out);

    /** Forgets everything. */
    abstract void reset();

    /** The bytes {@link #write} needs; they do not depend on the layout. */
    abstract int size();

    abstract void write(ByteBuffer out);

    abstract void read(ByteBuffer in);
}
