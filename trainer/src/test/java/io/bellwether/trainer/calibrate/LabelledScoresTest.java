package io.bellwether.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.network.PrincipalComponents;
import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.EnsembleCalibration;
import io.bellwether.scoring.ErrorCalibration;
import io.bellwether.scoring.Expectation;
import io.bellwether.scoring.Scaler;
import io.bellwether.scoring.Scorer;
import io.bellwether.scoring.SensorRule;
import io.bellwether.scoring.Smoothing;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Readings;
import io.bellwether.trainer.fit.Folds;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All values are 0, and the network of each block expects its own number: so the score of a frame says who judged it. */
class LabelledScoresTest {
    private static List<Scorer> scorers(int blocks) {
        Calibration plain = new Calibration(
                List.of(new SensorRule(true, 0)),
                List.of(new EnsembleCalibration(List.of(new ErrorCalibration(List.of(0.0), List.of(1.0), null, 1)))),
                1);
        return IntStream.range(0, blocks)
                .mapToObj(block -> new Scorer(
                        List.of(new Scorer.Ensemble(
                                Expectation.of(
                                        List.of(new PrincipalComponents(new float[] {block + 1}, new float[0])), 1),
                                List.of(new Smoothing(1, 0)))),
                        new Scaler(List.of(0.0), List.of(1.0)),
                        plain,
                        0))
                .toList();
    }

    private static LabelledScores scores(FrameSeries frames, int blocks) {
        return new LabelledScores(frames, new Folds(frames, blocks), scorers(blocks), Duration.ofSeconds(1));
    }

    @Test
    void frame_isJudgedByTheNetworkOfItsBlock_oneLeftOutByThatOfTheBlockBeforeIt() {
        // usable: 10 to 39 and 50 to 69, 50 frames; the second block begins at its 25th
        FrameSeries frames =
                Readings.labelled(80, 1, (row, s) -> 0, row -> row < 10 || (row >= 40 && row < 50) || row >= 70);
        LabelledScores scores = scores(frames, 2);

        assertThat(IntStream.range(0, 80).mapToDouble(scores::of).boxed().toList())
                .isEqualTo(
                        IntStream.range(0, 80).mapToObj(f -> f < 35 ? 1.0 : 2.0).toList());
    }

    @Test
    void block_thatIsEmpty_judgesNothing() {
        FrameSeries frames = Readings.labelled(10, 1, (row, s) -> 0, row -> row >= 2);
        LabelledScores scores = scores(frames, 4); // blocks of 0, 1, 0 and 1 frames

        assertThat(IntStream.range(0, 10).mapToDouble(scores::of).boxed().toList())
                .isEqualTo(List.of(2.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0));
    }
}
