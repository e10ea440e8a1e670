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

    /** A zero state for this many sequences at once. */
    State newState(int batch) {
        return new State(layers, batch);
    }

    /** One time step through all layers, once the first layer's inputs are set; allocates nothing. */
    void step(State state) {
        for (int i = 0; i < state.memories.length; i++) {
            if (i > 0) {
                state.memories[i].input(state.memories[i - 1]);
            }
            layers.get(i).step(state.memories[i], state.gates);
        }
    }

    /** The memory of a stack, with its scratch. */
    static final class State {
        private final LstmLayer.Memory[] memories; // (layers)
        private final float[] gates; // scratch of the widest layer

        private State(List<LstmLayer> layers, int batch) {
            memories = layers.stream().map(layer -> layer.newMemory(batch)).toArray(LstmLayer.Memory[]::new);
            gates = new float
                    [layers.stream().mapToInt(layer -> layer.gates(batch)).max().orElseThrow()];
        }

        /** Sets the input of one sequence: {@code x[at ... at + inputs)}. */
        void input(int b, float[] x, int at) {
            memories[0].input(b, x, at);
        }

        /** The last layer. */
        LstmLayer.Memory output() {
            return memories[memories.length - 1];
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
