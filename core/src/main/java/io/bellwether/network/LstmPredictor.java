package io.bellwether.network;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Forecasts the next frame, or the next few, from all frames so far: stacked LSTM layers and a linear head (Malhotra et
 * al., "Long Short Term Memory Networks for Anomaly Detection in Time Series", ESANN 2015). One {@link #step} per frame,
 * with the hidden state carried on: its cost does not depend on how far back it remembers.
 */
public final class LstmPredictor implements Network {
    private final LstmStack stack;
    private final DenseLayer head; // to (horizon, sensors)
    private final int horizon;

    /**
     * Joins the parts.
     *
     * @param head from the last hidden state to every sensor, once for each frame ahead, the next one first
     * @throws IllegalArgumentException when the head does not fit the stack, or its outputs the inputs
     */
    public LstmPredictor(LstmStack stack, DenseLayer head) {
        Shapes.requireChain("the dense head", stack.outputs(), head.inputs());
        horizon = Math.max(1, head.outputs() / stack.inputs());
        Shapes.requireChain("the next frame", head.outputs(), horizon * stack.inputs());
        this.stack = stack;
        this.head = head;
    }

    public LstmStack stack() {
        return stack;
    }

    public DenseLayer head() {
        return head;
    }

    /** How many frames ahead it forecasts. */
    public int horizon() {
        return horizon;
    }

    @Override
    public int sensors() {
        return stack.inputs();
    }

    @Override
    public NetworkShape shape() {
        List<Integer> hidden = stack.layers().stream().map(LstmLayer::hidden).toList();
        return NetworkShape.predictor(sensors(), hidden, horizon);
    }

    /** A zero memory for one series. */
    public State newState() {
        return newState(1);
    }

    /** A zero memory for this many series, stepped together. */
    public State newState(int batch) {
        return new State(this, batch, 1);
    }

    /** A zero memory for this many series of which many frames are known at once, for {@link #forecast}. */
    public State newStateAhead(int batch) {
        return new State(this, batch, Ahead.steps(batch));
    }

    /**
     * One time step of every series; allocates nothing. A series' forecast does not depend on what it is batched with.
     *
     * @param frames (batch, sensors) scaled values at time t
     * @param state the memory, moved on by one step
     * @param forecasts (batch, horizon, sensors) out: scaled values expected at t + 1, t + 2, ...
     */
    public void step(float[] frames, State state, float[] forecasts) {
        input(0, frames, state);
        stack.run(state.stack, 1);
        state.stack.apply(head, 1, state.out);
        output(0, state, forecasts);
    }

    /**
     * As {@link #step} after {@link #step}, to the bit, but faster; allocates nothing.
     *
     * @param frames (steps)(batch, sensors) scaled values
     * @param state the memory, best one of {@link #newStateAhead}; moved on
     * @param forecasts (steps)(batch, horizon, sensors) out: after each frame the scaled values expected of the next
     */
    public void forecast(float[][] frames, State state, float[][] forecasts) {
        for (int first = 0; first < frames.length; first += state.ahead) {
            int steps = Math.min(state.ahead, frames.length - first);
            for (int t = 0; t < steps; t++) {
                input(t, frames[first + t], state);
            }
            stack.run(state.stack, steps);
            state.stack.apply(head, steps, state.out);
            for (int t = 0; t < steps; t++) {
                output(t, state, forecasts[first + t]);
            }
        }
    }

    private void input(int step, float[] frames, State state) {
        for (int b = 0; b < state.batch; b++) {
            state.stack.input(step, b, frames, b * sensors());
        }
    }

    private void output(int step, State state, float[] forecasts) {
        int outputs = head.outputs();
        for (int b = 0; b < state.batch; b++) {
            int row = step * state.batch + b;
            System.arraycopy(state.out, row * head.width(), forecasts, b * outputs, outputs);
        }
    }

    /** The memory of a predictor. */
    public static final class State {
        private final int batch;
        private final int ahead;
        private final LstmStack.State stack;
        private final float[] out; // (ahead, batch, padded outputs) scratch

        private State(LstmPredictor network, int batch, int ahead) {
            this.batch = batch;
            this.ahead = ahead;
            stack = network.stack.newState(batch, ahead);
            out = new float[ahead * batch * network.head.width()];
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
