package io.bellwether.scoring;

import io.bellwether.network.LstmPredictor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The mean forecast by predictors that carry their memory on: of those that look several frames ahead, the mean of all
 * that were made for the frame, one frame before, two, and so on.
 */
final class PredictorExpectation implements Expectation {
    /** Before this many frames a forecast, begun with a zero memory, is worth little. */
    private static final int WARM_UP = 30;

    private final List<LstmPredictor> members;
    private final int sensors;
    private final int horizon;

    PredictorExpectation(List<LstmPredictor> members) {
        this.members = members;
        this.sensors = members.get(0).sensors();
        this.horizon = members.get(0).horizon();
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
        return new Memory(members, sensors, horizon);
    }

    @Override
    public boolean observe(float[] x, State state, float[] expected) {
        Memory memory = (Memory) state;
        boolean known = memory.made > 0;
        if (known) {
            memory.expected(expected);
        }
        memory.keepForecast();
        Arrays.fill(memory.forecast, 0f);
        float weight = 1f / members.size();
        for (int m = 0; m < members.size(); m++) {
            members.get(m).step(x, memory.members[m], memory.scratch);
            for (int i = 0; i < memory.forecast.length; i++) {
                memory.forecast[i] = Math.fma(weight, memory.scratch[i], memory.forecast[i]);
            }
        }
        memory.made = Math.min(horizon, memory.made + 1);
        return known;
    }

    static final class Memory implements State {
        private final LstmPredictor.State[] members;
        private final int sensors;
        private final float[] forecast; // (horizon, sensors) the newest, of the next frame and those after it; scaled
        private final float[] earlier; // (horizon - 1, sensors) sums of those made before, of the same frames
        private final float[] scratch; // (horizon, sensors)
        private int made; // forecasts there are of the next frame

        private Memory(List<LstmPredictor> networks, int sensors, int horizon) {
            members = networks.stream().map(LstmPredictor::newState).toArray(LstmPredictor.State[]::new);
            this.sensors = sensors;
            forecast = new float[horizon * sensors];
            earlier = new float[(horizon - 1) * sensors];
            scratch = new float[forecast.length];
        }

        /** The mean of the forecasts that there are of the next frame. */
        private void expected(float[] expected) {
            if (made == 1) {
                System.arraycopy(forecast, 0, expected, 0, sensors);
            } else {
                for (int s = 0; s < sensors; s++) {
                    expected[s] = (forecast[s] + earlier[s]) / made;
                }
            }
        }

        /** The next frame is here: what was forecast of those after it is one frame nearer. */
        private void keepForecast() {
            int last = earlier.length - sensors; // of the frame that only the newest forecast reaches
            for (int i = 0; i < earlier.length; i++) {
                earlier[i] = forecast[i + sensors] + (i < last ? earlier[i + sensors] : 0f);
            }
        }

        @Override
        public void reset() {
            for (LstmPredictor.State member : members) {
                member.reset();
            }
            Arrays.fill(forecast, 0f);
            Arrays.fill(earlier, 0f);
            made = 0;
        }

        /** The newest forecast of the next frame, which knows most. */
        @Override
        public float substitute(int sensor) {
            return forecast[sensor];
        }

        @Override
        public int size() {
            int size = Byte.BYTES + (forecast.length + earlier.length) * Float.BYTES;
            for (LstmPredictor.State member : members) {
                size += member.size();
            }
            return size;
        }

        @Override
        public void write(ByteBuffer out) {
            out.put((byte) made);
            for (float value : forecast) {
                out.putFloat(value);
            }
            for (float value : earlier) {
                out.putFloat(value);
            }
            for (LstmPredictor.State member : members) {
                member.write(out);
            }
        }

        @Override
        public void read(ByteBuffer in) {
            made = in.get();
            for (int i = 0; i < forecast.length; i++) {
                forecast[i] = in.getFloat();
            }
            for (int i = 0; i < earlier.length; i++) {
                earlier[i] = in.getFloat();
            }
            for (LstmPredictor.State member : members) {
                member.read(in);
            }
        }
    }
}
