package io.bellwether.trainer.fit;

import io.bellwether.trainer.config.FitConfig;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What is done to the inputs of a training, never to its targets, so that a network cannot copy them (Vincent et al.
 * 2010): Gaussian noise on every value, and masking noise on whole channels, which has it tell a sensor from the others.
 */
final class Corruption {
    private final double noise;
    private final double channelDropout;
    private final Noise gaussian;
    private final SplittableRandom channels;

    /**
     * A corruption.
     *
     * @param noises draws the noise
     * @param channels draws the channels that are dropped; at 0 nothing is ever drawn
     */
    Corruption(FitConfig config, SplittableRandom noises, SplittableRandom channels) {
        noise = config.noise();
        channelDropout = config.channelDropout();
        gaussian = new Noise(noises);
        this.channels = channels;
    }

    /** Corrupts the inputs of a batch. */
    void apply(Batch batch) {
        if (noise > 0) {
            for (int i = 0; i < batch.input.length; i++) {
                batch.input[i] += (float) (noise * gaussian.next());
            }
        }
        if (channelDropout > 0) {
            int steps = batch.steps();
            for (int from = 0; from < batch.input.length; from += steps) { // one sensor of one window
                if (channels.nextDouble() < channelDropout) {
                    Arrays.fill(batch.input, from, from + steps, 0f); // the mean, as for a missing value
                }
            }
        }
    }
}
