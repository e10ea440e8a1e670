package io.bellwether.benchmarks.inference;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.SplittableRandom;

/** Networks with weights as they are before a training, and inputs as a scaler leaves them. */
public final class RandomNetwork {
    private RandomNetwork() {}

    /** Uniform weights between plus and minus one over the root of the hidden size, as PyTorch begins. */
    public static Network of(NetworkShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double bound = 1 / Math.sqrt(Collections.max(shape.hidden()));
        FloatBuffer weights = FloatBuffer.allocate(shape.weightCount());
        while (weights.hasRemaining()) {
            weights.put((float) random.nextDouble(-bound, bound));
        }
        return NetworkWeights.read(shape, weights.flip());
    }

    /** (rows, columns) of mean 0 and standard deviation 1. */
    public static float[][] inputs(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] inputs = new float[rows][columns];
        for (float[] row : inputs) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return inputs;
    }
}
