package io.bellwether.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeUnderSurfaceTest {
    /*
     * Buffers of 0 and 1 rows reach nowhere: recall 0, 0, 1, 1 at precision 0, 0, 1/3, 1/4 and false-alarm rates 1/3,
     * 2/3, 2/3, 1 make 1/3 under both curves. A buffer of 2 gives rows 1 and 3 the label r = sqrt(1/2): recall
     * r / (1 + r / 2), 2r / (1 + r), 1, 1 at precision r, r, (1 + 2r) / 3, (1 + 2r) / 4.
     */
    @Test
    void volumes_ofFourRows_areThoseDoneByHand() {
        VolumeUnderSurface volume = new VolumeUnderSurface(Marks.scored("0010", 0.1, 0.6, 0.5, 0.9), 2);

        double r = Math.sqrt(0.5);
        double second = 2 * r / (1 + r);
        double underPr = second * r + (1 - second) * (1 + 2 * r) / 3;
        double first = r / (1 + r / 2);
        double rate1 = (1 - r) / (3 - r / 2);
        double rate2 = (2 - 2 * r) / (3 - r);
        double underRoc = rate1 * first / 2 + (rate2 - rate1) * (first + second) / 2 + 1 - rate2;
        assertThat(underPr).isCloseTo(0.723857, within(1e-6));
        assertThat(underRoc).isCloseTo(0.871234, within(1e-6));
        assertThat(volume.precisionRecall()).isCloseTo((2 / 3.0 + underPr) / 3, within(1e-12));
        assertThat(volume.roc()).isCloseTo((2 / 3.0 + underRoc) / 3, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"1, 40, 12", "2, 249, 100", "3, 250, 7", "4, 251, 100", "5, 700, 33", "6, 1000, 0", "7, 1500, 1"})
    void volumes_ofRandomSeries_areThoseOfTheDefinition(long seed, int rows, int window) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] label = new boolean[rows];
        double[] score = new double[rows];
        for (int row = 0; row < rows; row++) {
            boolean goesOn = row > 0 && label[row - 1];
            label[row] = random.nextDouble() < (goesOn ? 0.9 : 0.03);
            score[row] = Math.round(20 * (random.nextDouble() + (label[row] ? 0.3 : 0))) / (seed % 2 == 0 ? 20.0 : 1);
        }
        label[rows / 2] = true;

        VolumeUnderSurface fast =
                new VolumeUnderSurface(LabelledSeries.of(label, null, score, Marks.everySecond(rows)), window);
        NaiveVolume.Volumes naive = NaiveVolume.of(label, score, window);

        assertThat(fast.precisionRecall()).as("seed %d", seed).isCloseTo(naive.precisionRecall(), within(1e-9));
        assertThat(fast.roc()).as("seed %d", seed).isCloseTo(naive.roc(), within(1e-9));
    }

    @Test
    void buffers_endWithTheRecording() {
        // The lone alarm stands right after the event, but in another recording.
        LabelledSeries apart =
                LabelledSeries.join(List.of(Marks.scored("0001", 0, 0, 0, 0), Marks.scored("0000", 1, 0, 0, 0)));
        LabelledSeries together = Marks.scored("00010000", 0, 0, 0, 0, 1, 0, 0, 0);

        assertThat(new VolumeUnderSurface(apart, 2).precisionRecall())
                .isLessThan(new VolumeUnderSurface(together, 2).precisionRecall());
    }

    @Test
    void oneClass_hasNoVolumeUnderRoc() {
        assertThat(new VolumeUnderSurface(Marks.scored("000", 1, 2, 3), 10).precisionRecall())
                .isNaN();
        assertThat(new VolumeUnderSurface(Marks.scored("000", 1, 2, 3), 10).roc())
                .isNaN();
        assertThat(new VolumeUnderSurface(Marks.scored("111", 1, 2, 3), 10).precisionRecall())
                .isCloseTo(1, within(1e-12));
        assertThat(new VolumeUnderSurface(Marks.scored("111", 1, 2, 3), 10).roc())
                .isNaN();
    }
}
