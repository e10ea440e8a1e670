package io.bellwether.trainer.export;

import io.bellwether.network.LstmAutoencoder;
import io.bellwether.network.LstmPredictor;
import io.bellwether.network.Network;
import io.bellwether.trainer.errors.RefusedError;

/** The proof that the kernel computes what the training engine trained. */
public final class Parity {
    /** The largest absolute difference that is taken for rounding, in scaled units. */
    public static final double TOLERANCE = 1e-5;

    private Parity() {}

    /**
     * The largest absolute difference between the kernel's outputs and an engine's.
     *
     * @param inputs (windows, sensors, steps)
     * @param outputs the engine's; (windows, outputs, steps)
     */
    public static double largestDifference(Network network, float[] inputs, float[] outputs, int steps) {
        int sensors = network.sensors();
        int width = network.shape().outputs();
        double largest = 0;
        for (int window = 0; window < inputs.length / (sensors * steps); window++) {
            float[][] frames = new float[steps][sensors];
            for (int s = 0; s < sensors; s++) {
                for (int t = 0; t < steps; t++) {
                    frames[t][s] = inputs[(window * sensors + s) * steps + t];
                }
            }
            float[][] ours = run(network, frames);
            for (int o = 0; o < width; o++) {
                for (int t = 0; t < steps; t++) {
                    double difference = Math.abs((double) ours[t][o] - outputs[(window * width + o) * steps + t]);
                    largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
                }
            }
        }
        return largest;
    }

    private static float[][] run(Network network, float[][] frames) {
        float[][] out = new float[frames.length][network.shape().outputs()];
        if (network instanceof LstmPredictor predictor) {
            LstmPredictor.State state = predictor.newState();
            for (int t = 0; t < frames.length; t++) {
                predictor.step(frames[t], state, out[t]);
            }
        } else if (network instanceof LstmAutoencoder autoencoder) {
            autoencoder.rebuild(frames, 0, autoencoder.newScratch(), out);
        }
        return out;
    }

    /**
     * Lets a network pass, or not.
     *
     * @throws RefusedError when the difference is larger than {@link #TOLERANCE}
     */
    public static void require(double difference, String engine) {
        if (!(difference <= TOLERANCE)) {
            throw new RefusedError("the kernel and " + engine + " differ by " + difference + " on the same windows, "
                    + TOLERANCE + " is allowed: no model was written; train on data without extreme outliers, or"
                    + " report this as a bug");
        }
    }
}
