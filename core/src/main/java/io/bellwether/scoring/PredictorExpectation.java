package io.bellwether.scoring;

import io.bellwether.network.LstmPredictor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The mean forecast, made one frame before, by predictors that carry their memory on. */
final class PredictorExpectation implements Expectation {
    /** Before this many frames a forecast, begun with a zero memory, is worth little. */
    private static final int WARM_UP = 30;

    private final List<LstmPredictor> members;
    private final int sensors;

    PredictorExpectation(List<LstmPredictor> members) {
        this.members = members;
        this.sensors = members.get(0).sensors();
    }

    @Override
    public int sensors() {
        return sensors;
    }

    @Override
    public int warmUp() {
        return WARM_UP;
    }

    @Override
    public State newState() {
        return new Memory(members, sensors);
    }

    @Override
    public boolean observe(float[] x, State state, float[] expected) {
        Memory memory = (Memory) state;
        boolean known = memory.hasForecast;
        if (known) {
            System.arraycopy(memory.forecast, 0, expected, 0, sensors);
        }
        Arrays.fill(memory.forecast, 0f);
        float weight = 1f / members.size();
        for (int m = 0; m < members.size(); m++) {
            members.get(m).step(x, memory.members[m], memory.scratch);
            for (int s = 0; s < sensors; s++) {
                memory.forecast[s] = Math.fma(weight, memory.scratch[s], memory.forecast[s]);
            }
        }
        memory.hasForecast = true;
        return known;
    }

    static final class Memory implements State {
        private final LstmPredictor.State[] members;
        private final float[] forecast; // (sensors) of the next frame, scaled
        private final float[] scratch; // (sensors)
        private boolean hasForecast;

        private Memory(List<LstmPredictor> networks, int sensors) {
            members = networks.stream().map(LstmPredictor::newState).toArray(LstmPredictor.State[]::new);
            forecast = new float[sensors];
            scratch = new float[sensors];
        }

        @Override
        public void reset() {
            for (LstmPredictor.State member : members) {
                member.reset();
            }
            Arrays.fill(forecast, 0f);
            hasForecast = false;
        }

        @Override
        public float substitute(int sensor) {
            return forecast[sensor];
        }

        @Override
        public int size() {
            int size = Byte.BYTES + forecast.length * Float.BYTES;
            for (LstmPredictor.State member : members) {
                size += member.size();
            }
            return size;
        }

        @Override
        public void write(ByteBuffer out) {
            out.put((byte) (hasForecast ? 1 : 0));
            for (float value : forecast) {
                out.putFloat(value);
            }
            for (LstmPredictor.State member : members) {
                member.write(out);
            }
        }

        @Override
        public void read(ByteBuffer in) {
            hasForecast = in.get() != 0;
            for (int s = 0; s < forecast.length; s++) {
                forecast[s] = in.getFloat();
            }
            for (LstmPredictor.State member : members) {
                member.read(in);
            }
        }
    }
}
