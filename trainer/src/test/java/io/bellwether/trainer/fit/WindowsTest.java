package io.bellwether.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.network.NetworkKind;
import io.bellwether.scoring.Scaler;
import io.bellwether.trainer.config.NetworkSizes;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Readings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value says which frame and sensor it is from. */
class WindowsTest {
    private static final int ROWS = 30;
    private static final int STEPS = 8;
    private static final int MISSING = 17;

    private static ScaledSeries series() {
        FrameSeries frames = Readings.frames(ROWS, 2, (row, s) -> row == MISSING ? Double.NaN : row + 0.5 * s);
        return new ScaledSeries(frames, new Scaler(List.of(0.0, 0.0), List.of(100.0, 100.0)), new Folds(frames, 2), 0);
    }

    private static float value(int frame, int sensor) {
        return frame == MISSING ? 0f : (float) ((frame + 0.5 * sensor) / 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void targets_ofAPredictor_areTheFramesAhead(int horizon) {
        NetworkSizes sizes = new NetworkSizes(NetworkKind.LSTM_PREDICTOR, List.of(4), 0, 5, STEPS, horizon);
        ScaledSeries series = series();

        Windows windows =
                new Windows(List.of(series), sizes, asset -> asset.frames().stretches());

        assertThat(windows.count()).isEqualTo(ROWS - STEPS - horizon + 1);
        Batch batch = windows.spread(1000);
        assertThat(batch.windows()).isEqualTo(windows.count());
        for (int w = 0; w < batch.windows(); w++) {
            for (int s = 0; s < 2; s++) {
                for (int t = 0; t < STEPS; t++) {
                    assertThat(batch.input[batch.at(w, s, t)]).isEqualTo(value(w + t, s));
                    for (int ahead = 0; ahead < horizon; ahead++) {
                        int frame = w + t + 1 + ahead;
                        int at = batch.targetAt(w, 2 * ahead + s, t);
                        assertThat(batch.target[at]).isEqualTo(value(frame, s));
                        assertThat(batch.mask[at]).isEqualTo(frame == MISSING || t < NetworkSizes.BURN_IN ? 0f : 1f);
                        assertThat(batch.unchanged()[at]).isEqualTo(value(w + t, s));
                    }
                }
            }
        }
    }

    @Test
    void targets_ofAnAutoencoder_areTheWindowNewestFrameFirst() {
        NetworkSizes sizes = new NetworkSizes(NetworkKind.LSTM_AUTOENCODER, List.of(4), 2, STEPS, 30, 1);
        ScaledSeries series = series();

        Batch batch =
                new Windows(List.of(series), sizes, asset -> asset.frames().stretches()).spread(1000);

        assertThat(batch.windows()).isEqualTo(ROWS - STEPS + 1);
        for (int w = 0; w < batch.windows(); w++) {
            for (int t = 0; t < STEPS; t++) {
                int frame = w + STEPS - 1 - t;
                assertThat(batch.target[batch.at(w, 1, t)]).isEqualTo(value(frame, 1));
                assertThat(batch.mask[batch.at(w, 1, t)]).isEqualTo(frame == MISSING ? 0f : 1f);
            }
        }
        batch.countOnly(0);
        assertThat(batch.counts(0, 1)).isTrue();
        assertThat(batch.counts(1, STEPS - 1)).isFalse();
    }
}
