package io.bellwether.network;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Forecasts the next frame from all frames so far: stacked LSTM layers and a linear head (Malhotra et al., "Long Short
 * Term Memory Networks for Anomaly Detection in Time Series", ESANN 2015). One {@link #step} per frame, with the hidden
 * state carried on: its cost does not depend on how far back it remembers.
 */
public final class LstmPredictor implements RecurrentNetwork {
    private final LstmStack stack;
    private final DenseLayer head;

    /**
     * Joins the parts.
     *
     * @throws IllegalArgumentException when the head does not fit the stack, or its outputs the inputs
     */
    public LstmPredictor(LstmStack stack, DenseLayer head) {
        Shapes.requireChain("the dense head", stack.outputs(), head.inputs());
        Shapes.requireChain("the next frame", head.outputs(), stack.inputs());
        this.stack = stack;
        this.head = head;
    }

    public LstmStack stack() {
        return stack;
    }

    public DenseLayer head() {
        return head;
    }

    @Override
    public int sensors() {
        return stack.inputs();
    }

    @Override
    public NetworkShape shape() {
        List<Integer> hidden = stack.layers().stream().map(LstmLayer::hidden).toList();
        return NetworkShape.predictor(sensors(), hidden);
    }

    /** A zero memory for one series. */
    public State newState() {
        return newState(1);
    }

    /** A zero memory for this many series, stepped together. */
    public State newState(int batch) {
        return new State(this, batch);
    }

    /**
     * One time step of every series; allocates nothing. A series' forecast does not depend on what it is batched with.
     *
     * @param frames (batch, sensors) scaled values at time t
     * @param state the memory, moved on by one step
     * @param forecasts (batch, sensors) out: scaled values expected at t + 1
     */
    public void step(float[] frames, State state, float[] forecasts) {
        int sensors = sensors();
        for (int b = 0; b < state.batch; b++) {
            state.stack.input(b, frames, b * sensors);
        }
        stack.step(state.stack);
        head.apply(state.stack.output(), state.out, state.batch);
        for (int b = 0; b < state.batch; b++) {
            System.arraycopy(state.out, b * head.width(), forecasts, b * sensors, sensors);
        }
    }

    /** The memory of a predictor. */
    public static final class State {
        private final int batch;
        private final LstmStack.State stack;
        private final float[] out; // (batch, padded sensors) scratch

        private State(LstmPredictor network, int batch) {
            this.batch = batch;
            stack = network.stack.newState(batch);
            out = new float[batch * network.head.width()];
        }

        /** Forgets everything. */
        public void reset() {
            stack.reset();
        }

        /** The bytes {@link #write} needs. */
        public int size() {
            return stack.size();
        }

        public void write(ByteBuffer out) {
            stack.write(out);
        }

        public void read(ByteBuffer in) {
            stack.read(in);
        }
    }
}
