package io.bellwether.network;

import java.util.Arrays;
import java.util.List;

/** Autoencoders of the same sizes, whose mean is what is expected. Immutable. */
public final class AutoencoderEnsemble {
    private final LstmAutoencoder[] members;
    private final LstmStack[] encoders;

    /**
     * Joins the members.
     *
     * @throws IllegalArgumentException when their shapes differ, or there is none
     */
    public AutoencoderEnsemble(List<LstmAutoencoder> members) {
        if (members.stream().map(LstmAutoencoder::shape).distinct().count() != 1) {
            throw new IllegalArgumentException("an ensemble needs members of one shape, not "
                    + members.stream().map(LstmAutoencoder::shape).toList());
        }
        this.members = members.toArray(LstmAutoencoder[]::new);
        this.encoders = members.stream().map(LstmAutoencoder::encoder).toArray(LstmStack[]::new);
    }

    public int sensors() {
        return members[0].sensors();
    }

    /** How many frames a window has. */
    public int window() {
        return members[0].window();
    }

    /** Scratch for one caller at a time; it carries nothing from one window to the next. */
    public Scratch newScratch() {
        return new Scratch(this);
    }

    /**
     * The mean of the members' {@link LstmAutoencoder#rebuildNewest}, to the bit; allocates nothing.
     *
     * @param frames (window)(sensors) scaled values, a ring
     * @param oldest index of the oldest frame
     * @param mean (sensors) out: the newest frame as the networks would have it
     */
    public void rebuildNewest(float[][] frames, int oldest, Scratch scratch, float[] mean) {
        encode(frames, oldest, scratch);
        int sensors = sensors();
        float weight = 1f / members.length;
        Arrays.fill(mean, 0, sensors, 0f);
        for (int m = 0; m < members.length; m++) {
            LstmAutoencoder.Scratch own = scratch.members[m];
            members[m].beginDecoding(own);
            members[m].decode(own, 1);
            for (int s = 0; s < sensors; s++) {
                mean[s] = Math.fma(weight, own.out()[s], mean[s]);
            }
        }
    }

    private void encode(float[][] frames, int oldest, Scratch scratch) {
        for (LstmStack.State encoder : scratch.encoders) {
            encoder.reset();
        }
        int window = window();
        int ahead = scratch.members[0].ahead();
        for (int first = 0; first < window; first += ahead) {
            int steps = Math.min(ahead, window - first);
            for (int t = 0; t < steps; t++) {
                int at = oldest + first + t;
                float[] frame = frames[at < window ? at : at - window];
                for (LstmStack.State encoder : scratch.encoders) {
                    encoder.input(t, 0, frame, 0);
                }
            }
            LstmStack.run(encoders, scratch.encoders, steps);
        }
    }

    /** What one call needs while it runs. */
    public static final class Scratch {
        private final LstmAutoencoder.Scratch[] members;
        private final LstmStack.State[] encoders;

        private Scratch(AutoencoderEnsemble ensemble) {
            members = Arrays.stream(ensemble.members)
                    .map(LstmAutoencoder::newScratch)
                    .toArray(LstmAutoencoder.Scratch[]::new);
            encoders =
                    Arrays.stream(members).map(LstmAutoencoder.Scratch::encoder).toArray(LstmStack.State[]::new);
        }
    }
}
