package io.bellwether.network;

import java.nio.ByteBuffer;
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
        layers.get(0).hold(state.memories[0], held);
    }

    /** As {@link #run}, with the held inputs at every step. */
    void runHeld(State state, float[] held, int steps) {
        layers.get(0).runHeld(state.memories[0], held, steps, state.gates);
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
        private final LstmLayer.Memory[] memories; // (layers)
        private final float[] gates; // scratch of the widest layer

        private State(List<LstmLayer> layers, int batch, int ahead) {
            memories =
                    layers.stream().map(layer -> layer.newMemory(batch, ahead)).toArray(LstmLayer.Memory[]::new);
            gates = new float
                    [layers.stream()
                            .mapToInt(layer -> layer.gates(batch, ahead))
                            .max()
                            .orElseThrow()];
        }

        /** Sets the input of one sequence at one of the steps ahead: {@code x[at ... at + inputs)}. */
        void input(int step, int b, float[] x, int at) {
            memories[0].input(step, b, x, at);
        }

        /** Applies a dense layer to the outputs of the steps that have just been run; {@code out} (steps, batch, width). */
        void apply(DenseLayer dense, int steps, float[] out) {
            LstmLayer.Memory last = memories[memories.length - 1];
            dense.apply(last.rows(), last.outputs(), last.stride(), out, steps * last.batch());
        }

        /** Applies a dense layer to the newest outputs; {@code out} (batch, width). */
        void applyToNewest(DenseLayer dense, float[] out) {
            LstmLayer.Memory last = memories[memories.length - 1];
            dense.apply(last.rows(), last.newestOutputs(), last.stride(), out, last.batch());
        }

        void reset() {
            for (LstmLayer.Memory memory : memories) {
                memory.reset();
            }
        }

        int size() {
            int size = 0;
            for (LstmLayer.Memory memory : memories) {
                size += memory.size();
            }
            return size;
        }

        void write(ByteBuffer out) {
            for (LstmLayer.Memory memory : memories) {
                memory.write(out);
            }
        }

        void read(ByteBuffer in) {
            for (LstmLayer.Memory memory : memories) {
                memory.read(in);
            }
        }
    }
}
