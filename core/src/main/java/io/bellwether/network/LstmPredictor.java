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

    /** A zero memory. */
    public State newState() {
        return new State(stack.newState());
    }

    /**
     * One time step; allocates nothing.
     *
     * @param frame (sensors) scaled values at time t
     * @param state the memory, moved on by one step
     * @param forecast (sensors) out: scaled values expected at t + 1
     */
    public void step(float[] frame, State state, float[] forecast) {
        stack.step(frame, state.stack);
        head.apply(state.stack.output(), forecast);
    }

    /** The memory of a predictor. */
    public static final class State {
        private final LstmStack.State stack;

        private State(LstmStack.State stack) {
            this.stack = stack;
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
