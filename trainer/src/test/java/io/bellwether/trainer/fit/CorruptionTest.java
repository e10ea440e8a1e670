package io.bellwether.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.trainer.config.Decoder;
import io.bellwether.trainer.config.FitConfig;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CorruptionTest {
    private static final int WINDOWS = 4000;
    private static final int SENSORS = 3;
    private static final int STEPS = 5;

    private static Batch corrupted(double noise, double channelDropout) {
        Batch batch = new Batch(WINDOWS, SENSORS, STEPS);
        Arrays.fill(batch.input, 2f);
        Arrays.fill(batch.target, 2f);
        Arrays.fill(batch.mask, 1f);
        FitConfig config = new FitConfig(noise, 1, 1, 0.01, 4, 0, 0, channelDropout, 0, Decoder.LATENT, false);
        new Corruption(config, new SplittableRandom(1), new SplittableRandom(2)).apply(batch);
        return batch;
    }

    @Test
    void channels_dropped_areZeroThroughoutTheirWindowAndNoOther() {
        Batch batch = corrupted(0, 0.2);

        int[] dropped = new int[SENSORS];
        int twoAtOnce = 0;
        for (int w = 0; w < WINDOWS; w++) {
            int within = 0;
            for (int s = 0; s < SENSORS; s++) {
                float first = batch.input[batch.at(w, s, 0)];
                assertThat(first).isIn(0f, 2f);
                for (int t = 1; t < STEPS; t++) {
                    assertThat(batch.input[batch.at(w, s, t)]).isEqualTo(first);
                }
                dropped[s] += first == 0 ? 1 : 0;
                within += first == 0 ? 1 : 0;
            }
            twoAtOnce += within == 2 ? 1 : 0;
        }
        for (int count : dropped) {
            assertThat((double) count / WINDOWS).isCloseTo(0.2, within(0.02));
        }
        assertThat((double) twoAtOnce / WINDOWS).isCloseTo(3 * 0.2 * 0.2 * 0.8, within(0.02)); // independent
    }

    @Test
    void targets_ofACorruptedBatch_stayWhatTheyWere() {
        Batch batch = corrupted(0.5, 0.5);

        assertThat(batch.target).containsOnly(2f);
        assertThat(batch.mask).containsOnly(1f);
        assertThat(batch.input).contains(0f).isNotEqualTo(corrupted(0.5, 0).input);
    }

    @Test
    void noise_withChannelsDropped_isThatWithoutWhereNoneIsDropped() {
        float[] both = corrupted(0.5, 0.5).input;
        float[] noisy = corrupted(0.5, 0).input;

        for (int i = 0; i < both.length; i++) {
            assertThat(both[i]).isIn(0f, noisy[i]);
        }
        assertThat(corrupted(0, 0).input).containsOnly(2f);
    }
}
