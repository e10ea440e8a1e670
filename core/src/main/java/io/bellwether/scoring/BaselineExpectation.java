package io.bellwether.scoring;

import io.bellwether.network.PrincipalComponents;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mean of what principal components make of the frame itself; it remembers nothing and knows from the first frame on. */
final class BaselineExpectation implements Expectation {
    private final List<PrincipalComponents> members;
    private final int sensors;
    private final float[] mean; // (sensors) over the members

    BaselineExpectation(List<PrincipalComponents> members) {
        this.members = members;
        this.sensors = members.get(0).sensors();
        this.mean = new float[sensors];
        for (int s = 0; s < sensors; s++) {
            for (PrincipalComponents member : members) {
                mean[s] = Math.fma(1f / members.size(), member.mean(s), mean[s]);
            }
        }
    }

    @Override
    public int sensors() {
        return sensors;
    }

    @Override
    public int warmUp() {
        return 0;
    }

    /** I - P' P, the mean over the members. */
    @Override
    public double @Nullable [] response() {
        if (members.get(0).components().length == 0) {
            return null;
        }
        double[] response = new double[sensors * sensors];
        for (int s = 0; s < sensors; s++) {
            response[s * sensors + s] = 1;
        }
        for (PrincipalComponents member : members) {
            float[] components = member.components();
            for (int from = 0; from < components.length; from += sensors) {
                for (int i = 0; i < response.length; i++) {
                    response[i] -=
                            (double) components[from + i / sensors] * components[from + i % sensors] / members.size();
                }
            }
        }
        return response;
    }

    @Override
    public State newState() {
        return new Memory(mean);
    }

    @Override
    public boolean observe(float[] x, State state, float[] expected) {
        float[] scratch = ((Memory) state).scratch;
        Arrays.fill(expected, 0f);
        float weight = 1f / members.size();
        for (int m = 0; m < members.size(); m++) {
            members.get(m).expect(x, scratch);
            for (int s = 0; s < sensors; s++) {
                expected[s] = Math.fma(weight, scratch[s], expected[s]);
            }
        }
        return true;
    }

    static final class Memory implements State {
        private final float[] mean; // (sensors) of the expectation; not changed
        private final float[] scratch; // (sensors)

        private Memory(float[] mean) {
            this.mean = mean;
            this.scratch = new float[mean.length];
        }

        @Override
        public void reset() {}

        @Override
        public float substitute(int sensor) {
            return mean[sensor];
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public void write(ByteBuffer out) {}

        @Override
        public void read(ByteBuffer in) {}
    }
}
