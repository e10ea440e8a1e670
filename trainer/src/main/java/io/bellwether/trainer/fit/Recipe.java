package io.bellwether.trainer.fit;

import io.bellwether.trainer.config.Decoder;

/**
 * How a learner goes about a training.
 *
 * @param steps of every window
 * @param schedule the learning rate
 * @param dropout the probability that an input of an upper layer is dropped, in [0, 1)
 * @param truncate backpropagation goes back this many steps at most, and the memory is carried on as a constant
 *     (Williams and Peng 1990); 0 = over the whole window
 * @param decoder what an autoencoder's decoder is fed
 * @param seed of what is dropped
 */
public record Recipe(int steps, OneCycle schedule, double dropout, int truncate, Decoder decoder, long seed) {

    /** Without dropout, back over the whole window. */
    public static Recipe plain(int steps, OneCycle schedule) {
        return new Recipe(steps, schedule, 0, 0, Decoder.LATENT, 0);
    }

    /** Segments of a window: so many gradient steps are made with every batch. */
    int segments() {
        return segments(steps, truncate);
    }

    static int segments(int steps, int truncate) {
        return truncate == 0 ? 1 : (steps + truncate - 1) / truncate;
    }

    /** The step of the window with which a segment begins; all are equally long to a step, and none is longer than the first. */
    int firstStep(int segment) {
        return (int) (((long) segment * steps + segments() - 1) / segments());
    }

    /** How many steps one segment has. */
    int stepsOf(int segment) {
        return firstStep(segment + 1) - firstStep(segment);
    }
}
