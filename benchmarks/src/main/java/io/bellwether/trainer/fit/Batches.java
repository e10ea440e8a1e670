package io.bellwether.trainer.fit;

import java.util.Arrays;

/** Makes batches by hand: the trainer draws its own from recordings, and offers no other way. */
public final class Batches {
    private Batches() {}

    /** A batch of these values, all of which count; (windows, sensors, steps). */
    public static Batch of(int windows, int sensors, int steps, float[] input, float[] target) {
        Batch batch = new Batch(windows, sensors, steps);
        System.arraycopy(input, 0, batch.input, 0, batch.input.length);
        System.arraycopy(target, 0, batch.target, 0, batch.target.length);
        Arrays.fill(batch.mask, 1f);
        return batch;
    }
}
