package io.bellwether.benchmarks.inference;

import io.bellwether.network.LstmAutoencoder;
import io.bellwether.network.LstmPredictor;
import io.bellwether.network.Network;
import org.jspecify.annotations.Nullable;

/** Holds an engine to the outputs of our network before it is timed. */
public final class Agreement {
    /** The largest absolute difference that is taken for rounding, in units of the inputs' standard deviation. */
    public static final double TOLERANCE = 1e-5;

    private static final int CALLS = 4; // a state that is carried on must be carried on right

    private Agreement() {}

    /**
     * Scores the same items with both.
     *
     * @throws IllegalStateException when they differ
     */
    public static void require(Network network, Workload workload, int batch, BatchScorer scorer) {
        double difference = largestDifference(network, workload, batch, scorer);
        if (!(difference <= TOLERANCE)) {
            throw new IllegalStateException(workload.title() + ": outputs differ by " + difference);
        }
    }

    static double largestDifference(Network network, Workload workload, int batch, BatchScorer scorer) {
        int sensors = network.sensors();
        float[][][] inputs = new float[CALLS][][];
        float[][][] outputs = new float[CALLS][workload.outputSteps()][batch * sensors];
        for (int call = 0; call < CALLS; call++) {
            inputs[call] = RandomNetwork.inputs(workload.steps(), batch * sensors, call);
            scorer.score(inputs[call], outputs[call]);
        }
        double largest = 0;
        for (int b = 0; b < batch; b++) {
            Reference reference = new Reference(network, workload, b);
            for (int call = 0; call < CALLS; call++) {
                float[][] expected = reference.score(inputs[call]);
                for (int t = 0; t < expected.length; t++) {
                    for (int s = 0; s < sensors; s++) {
                        double difference = Math.abs((double) expected[t][s] - outputs[call][t][b * sensors + s]);
                        largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
                    }
                }
            }
        }
        return largest;
    }

    /** One series of the batch by itself, through the plainest calls of our network. */
    private static final class Reference {
        private final Network network;
        private final Workload workload;
        private final int b;
        private LstmPredictor.@Nullable State state;

        Reference(Network network, Workload workload, int b) {
            this.network = network;
            this.workload = workload;
            this.b = b;
        }

        float[][] score(float[][] batched) {
            int sensors = network.sensors();
            float[][] frames = new float[batched.length][sensors];
            for (int t = 0; t < frames.length; t++) {
                System.arraycopy(batched[t], b * sensors, frames[t], 0, sensors);
            }
            float[][] out = new float[workload.outputSteps()][sensors];
            if (network instanceof LstmPredictor predictor) {
                LstmPredictor.State from = state == null || !workload.isStateful() ? predictor.newState() : state;
                for (int t = 0; t < frames.length; t++) {
                    predictor.step(frames[t], from, out[t]);
                }
                state = from;
            } else if (network instanceof LstmAutoencoder autoencoder) {
                float[][] rebuilt = new float[frames.length][sensors];
                autoencoder.rebuild(frames, 0, autoencoder.newScratch(), rebuilt);
                System.arraycopy(rebuilt, 0, out, 0, out.length);
            }
            return out;
        }
    }
}
