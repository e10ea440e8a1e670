package io.bellwether.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.data.Interval;
import io.bellwether.trainer.data.Readings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {
    private static FrameSeries series(int rows, Interval... leftOut) {
        return Readings.frames(rows, 1, (row, s) -> row, leftOut);
    }

    private static BitSet frames(List<Stretch> stretches) {
        BitSet frames = new BitSet();
        stretches.forEach(stretch -> frames.set(stretch.from(), stretch.to()));
        return frames;
    }

    @Test
    void blocks_ofAnUncutSeries_areContiguousAndEqual() {
        Folds folds = new Folds(series(400), 4);

        assertThat(folds.block(0)).containsExactly(new Stretch(0, 100));
        assertThat(folds.block(3)).containsExactly(new Stretch(300, 400));
        assertThat(folds.trainingFrames(1, false)).containsExactly(new Stretch(0, 100), new Stretch(200, 400));
        assertThat(folds.stoppingFrames(1)).containsExactly(new Stretch(288, 300));
        assertThat(folds.trainingFrames(1, true))
                .containsExactly(new Stretch(0, 100), new Stretch(200, 288), new Stretch(300, 400));
        assertThat(folds.stoppingFrames(3)).containsExactly(new Stretch(88, 100));
    }

    @ParameterizedTest
    @CsvSource({
        "500, 4, 4",
        "959, 4, 4",
        "1919, 4, 4",
        "1920, 4, 8",
        "14400, 4, 32",
        "100000, 4, 32",
        "100000, 5, 30",
        "9, 40, 40"
    })
    void inParts_cutsEveryBlockAsFineAsItsFramesAllow(int rows, int count, int expected) {
        Folds folds = new Folds(series(rows), count);
        Folds parts = folds.inParts(240, 32);
        assertThat(folds.inParts(Long.MAX_VALUE, 32).count()).isEqualTo(count);

        assertThat(parts.count()).isEqualTo(expected);
        int each = expected / count;
        for (int block = 0; block < count; block++) {
            BitSet joined = new BitSet();
            for (int part = 0; part < each; part++) {
                joined.or(frames(parts.block(block * each + part)));
            }
            assertThat(joined).isEqualTo(frames(folds.block(block)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 40, 101, 400, 997})
    void blocks_ofACutSeries_shareEveryUsableFrameOnce(int rows) {
        FrameSeries series = series(rows, new Interval(2000, 3000), new Interval(30_000, 35_000));
        for (int count = 2; count < 6; count++) {
            Folds folds = new Folds(series, count);
            int sum = 0;
            BitSet all = new BitSet();
            for (int m = 0; m < count; m++) {
                BitSet block = frames(folds.block(m));
                assertThat(block.intersects(all)).isFalse();
                all.or(block);
                sum += block.cardinality();
                for (boolean stops : new boolean[] {true, false}) {
                    BitSet training = frames(folds.trainingFrames(m, stops));
                    assertThat(training.intersects(block)).isFalse();
                    BitSet together = (BitSet) training.clone();
                    together.or(block);
                    if (stops) {
                        assertThat(frames(folds.stoppingFrames(m)).intersects(training))
                                .isFalse();
                        together.or(frames(folds.stoppingFrames(m)));
                    }
                    assertThat(together).isEqualTo(frames(series.stretches()));
                }
            }
            assertThat(all).isEqualTo(frames(series.stretches()));
            assertThat(sum).isEqualTo(series.usableFrames());
        }
    }

    @Test
    void stretches_ofTraining_neverJoinAcrossACut() {
        FrameSeries series = series(100, new Interval(50_000, 50_000));
        Folds folds = new Folds(series, 4);

        List<Stretch> training = new ArrayList<>(folds.trainingFrames(0, false));

        assertThat(training).containsExactly(new Stretch(24, 50), new Stretch(51, 100));
    }
}
