package io.bellwether.trainer.fit;

import java.util.SplittableRandom;

/**
 * Inverted dropout (Srivastava et al. 2014) on the way from one layer up to the next, never within a layer's memory
 * (Zaremba et al. 2014). Every step has a mask of its own; what is kept is stretched, so that nothing changes on average.
 */
final class Dropout {
    private final double rate;
    private final SplittableRandom random;
    private final int batch;
    private final int block; // sequences side by side
    private final int features;
    private final float[] mask; // (steps, batch, features) 0 or 1 / (1 - rate); empty at rate 0
    private boolean drops;

    /** @param rate the probability that a value is dropped; at 0 nothing is ever drawn */
    Dropout(double rate, SplittableRandom random, int steps, int batch, int block, int features) {
        this.rate = rate;
        this.random = random;
        this.batch = batch;
        this.block = block;
        this.features = features;
        mask = new float[rate > 0 ? steps * batch * features : 0];
    }

    /** Draws new masks for a training, or none for a forecast. */
    void draw(boolean training) {
        drops = training && rate > 0;
        if (drops) {
            float kept = (float) (1 / (1 - rate));
            for (int i = 0; i < mask.length; i++) {
                mask[i] = random.nextDouble() < rate ? 0f : kept;
            }
        }
    }

    /** The probability that a value is dropped in training. */
    double rate() {
        return rate;
    }

    /** Whether there are masks. */
    boolean drops() {
        return drops;
    }

    /** Multiplies the values of one step, or their gradients, by its mask; (blocks, stride) from {@code at} on. */
    void apply(int step, float[] values, int at, int stride) {
        if (drops) {
            for (int b = 0; b < batch; b++) {
                int row = (step * batch + b) * features;
                int first = at + b / block * stride + b % block;
                for (int j = 0; j < features; j++) {
                    values[first + j * block] *= mask[row + j];
                }
            }
        }
    }
}
