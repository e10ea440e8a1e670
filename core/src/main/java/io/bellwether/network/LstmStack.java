package io.bellwether.network;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** LSTM layers, each feeding the next. Immutable; what changes lives in {@link State}. */
public final class LstmStack {
    private final List<LstmLayer> layers;

    /**
     * Stacks layers, from input to output.
     *
     * @throws IllegalArgumentException when a layer's inputs do not fit the layer before it
     */
    public LstmStack(List<LstmLayer> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a stack needs at least one LSTM layer");
        }
        for (int i = 1; i < layers.size(); i++) {
            Shapes.requireChain(
                    "LSTM layer " + i, layers.get(i - 1).hidden(), layers.get(i).inputs());
        }
        this.layers = List.copyOf(layers);
    }

    public List<LstmLayer> layers() {
        return layers;
    }

    public int inputs() {
        return layers.get(0).inputs();
    }

    /** The hidden size of the last layer. */
    public int outputs() {
        return layers.get(layers.size() - 1).hidden();
    }

    /**
     * A zero state for this many sequences at once.
     *
     * @param ahead time steps whose inputs may be given at once
     */
    State newState(int batch, int ahead) {
        return new State(layers, batch, ahead);
    }

    /** Some time steps through all layers, once the first layer's inputs are set; allocates nothing. */
    void run(State state, int steps) {
        layers.get(0).run(state.memories[0], steps, state.gates);
        runUpper(state, steps);
    }

    /** As {@link LstmLayer#hold}, for the first layer. */
    void hold(State state, float[] held) {
        layers.get(0).hold((RowMemory) state.memories[0], held);
    }

    /** As {@link #run}, with the held inputs at every step. */
    void runHeld(State state, float[] held, int steps) {
        layers.get(0).runHeld((RowMemory) state.memories[0], held, steps, state.gates);
        runUpper(state, steps);
    }

    private void runUpper(State state, int steps) {
        for (int i = 1; i < state.memories.length; i++) {
            state.memories[i].input(state.memories[i - 1], steps);
            layers.get(i).run(state.memories[i], steps, state.gates);
        }
    }

    /** The memory of a stack, with its scratch. */
    static final class State {
        private final LstmMemory[] memories; // (layers)
        private final float[] gates; // scratch of the widest layer

        private State(List<LstmLayer> layers, int batch, int ahead) {
            memories =
                    layers.stream().map(layer -> layer.newMemory(batch, ahead)).toArray(LstmMemory[]::new);
            gates = new float
                    [Arrays.stream(memories).mapToInt(LstmMemory::scratch).max().orElseThrow()];
        }

        /** Sets the input of one sequence at one of the steps ahead: {@code x[at ... at + inputs)}. */
        void input(int step, int b, float[] x, int at) {
            memories[0].input(step, b, x, at);
        }

        /** As {@link LstmMemory#apply}, for the last layer. */
        void apply(DenseLayer dense, int steps, float[] out) {
            memories[memories.length - 1].apply(dense, steps, out);
        }

        /** As {@link LstmMemory#applyToNewest}, for the last layer. */
        void applyToNewest(DenseLayer dense, float[] out) {
            memories[memories.length - 1].applyToNewest(dense, out);
        }

        void reset() {
            for (LstmMemory memory : memories) {
                memory.reset();
            }
        }

        int size() {
            int size = 0;
            for (LstmMemory memory : memories) {
                size += memory.size();
            }
            return size;
        }

        void write(ByteBuffer out) {
            for (LstmMemory memory : memories) {
                memory.write(out);
            }
        }

        void read(ByteBuffer in) {
            for (LstmMemory memory : memories) {
                memory.read(in);
            }
        }
    }
}
