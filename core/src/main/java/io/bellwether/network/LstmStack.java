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

    /** A zero state for this stack. */
    State newState() {
        return new State(layers);
    }

    /** One time step through all layers; the result stands in {@link State#output()}. */
    void step(float[] x, State state) {
        float[] in = x;
        for (int i = 0; i < state.h.length; i++) {
            layers.get(i).step(in, state.h[i], state.c[i], state.gates);
            in = state.h[i];
        }
    }

    /** The memory of a stack, with its scratch. */
    static final class State {
        private final float[][] h; // (layers)(hidden)
        private final float[][] c; // (layers)(hidden)
        private final float[] gates; // (4 * widest hidden), scratch

        private State(List<LstmLayer> layers) {
            h = new float[layers.size()][];
            c = new float[layers.size()][];
            int widest = 0;
            for (int i = 0; i < h.length; i++) {
                h[i] = new float[layers.get(i).hidden()];
                c[i] = new float[layers.get(i).hidden()];
                widest = Math.max(widest, layers.get(i).hidden());
            }
            gates = new float[4 * widest];
        }

        /** The last layer's h; (hidden). */
        float[] output() {
            return h[h.length - 1];
        }

        void reset() {
            for (int i = 0; i < h.length; i++) {
                Arrays.fill(h[i], 0f);
                Arrays.fill(c[i], 0f);
            }
        }

        int size() {
            int floats = 0;
            for (float[] layer : h) {
                floats += 2 * layer.length;
            }
            return floats * Float.BYTES;
        }

        void write(ByteBuffer out) {
            for (int i = 0; i < h.length; i++) {
                put(h[i], out);
                put(c[i], out);
            }
        }

        void read(ByteBuffer in) {
            for (int i = 0; i < h.length; i++) {
                get(h[i], in);
                get(c[i], in);
            }
        }

        private static void put(float[] from, ByteBuffer out) {
            for (float value : from) {
                out.putFloat(value);
            }
        }

        private static void get(float[] into, ByteBuffer in) {
            for (int i = 0; i < into.length; i++) {
                into[i] = in.getFloat();
            }
        }
    }
}
