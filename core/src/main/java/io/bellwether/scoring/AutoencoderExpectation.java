package io.bellwether.scoring;

import io.bellwether.network.LstmAutoencoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The mean reconstruction of the newest frame by autoencoders that see a sliding window. */
final class AutoencoderExpectation implements Expectation {
    private final List<LstmAutoencoder> members;
    private final int sensors;
    private final int window;
    private final int stride;
    private final ThreadLocal<LstmAutoencoder.Scratch[]> scratch; // (members) for all assets that a thread scores

    AutoencoderExpectation(List<LstmAutoencoder> members, int stride) {
        if (stride < 1) {
            throw new IllegalArgumentException("the stride must be at least 1, not " + stride);
        }
        this.members = members;
        this.sensors = members.get(0).sensors();
        this.window = members.get(0).window();
        this.stride = stride;
        this.scratch = ThreadLocal.withInitial(
                () -> members.stream().map(LstmAutoencoder::newScratch).toArray(LstmAutoencoder.Scratch[]::new));
    }

    @Override
    public int sensors() {
        return sensors;
    }

    @Override
    public int warmUp() {
        return window - 1;
    }

    @Override
    public State newState() {
        return new Memory(window, sensors);
    }

    @Override
    public boolean observe(float[] x, State state, float[] expected) {
        Memory memory = (Memory) state;
        System.arraycopy(x, 0, memory.frames[memory.next], 0, sensors);
        memory.next = memory.next + 1 == window ? 0 : memory.next + 1;
        memory.filled = Math.min(window, memory.filled + 1);
        if (memory.filled < window) {
            return false;
        }
        boolean due = memory.untilDue == 0;
        memory.untilDue = due ? stride - 1 : memory.untilDue - 1;
        if (!due) {
            return false;
        }
        Arrays.fill(expected, 0, sensors, 0f);
        float weight = 1f / members.size();
        LstmAutoencoder.Scratch[] scratches = scratch.get();
        for (int m = 0; m < members.size(); m++) {
            members.get(m).rebuildNewest(memory.frames, memory.next, scratches[m], memory.rebuilt);
            for (int s = 0; s < sensors; s++) {
                expected[s] = Math.fma(weight, memory.rebuilt[s], expected[s]);
            }
        }
        return true;
    }

    static final class Memory implements State {
        private final float[][] frames; // (window)(sensors) ring of scaled frames
        private int next; // where the next frame goes; the oldest one when the ring is full
        private int filled;
        private int untilDue;
        private final float[] rebuilt; // (sensors) scratch

        private Memory(int window, int sensors) {
            frames = new float[window][sensors];
            rebuilt = new float[sensors];
        }

        @Override
        public void reset() {
            next = 0;
            filled = 0;
            untilDue = 0;
        }

        /** The scaled mean: an autoencoder forecasts nothing. */
        @Override
        public float substitute(int sensor) {
            return 0f;
        }

        @Override
        public int size() {
            return 3 * Integer.BYTES + frames.length * rebuilt.length * Float.BYTES;
        }

        @Override
        public void write(ByteBuffer out) {
            out.putInt(next).putInt(filled).putInt(untilDue);
            for (float[] frame : frames) {
                for (float value : frame) {
                    out.putFloat(value);
                }
            }
        }

        @Override
        public void read(ByteBuffer in) {
            next = in.getInt();
            filled = in.getInt();
            untilDue = in.getInt();
            for (float[] frame : frames) {
                for (int s = 0; s < frame.length; s++) {
                    frame[s] = in.getFloat();
                }
            }
        }
    }
}
