package io.bellwether.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WhitenedErrorTest {
    /** Two sensors with variance 1 and correlation 0.8: P = [[1, -0.8], [-0.8, 1]] / 0.36. */
    private static final WhitenedError CORRELATED = new WhitenedError(2, List.of(1 / 0.36, -0.8 / 0.36, 1 / 0.36));

    @Test
    void error_ofSensorsThatPartWays_isLargerThanOfThoseThatGoTogether() {
        double[] pulled = new double[2];

        assertThat(CORRELATED.of(new double[] {1, 1}, pulled)).isCloseTo(Math.sqrt(2 / 1.8), within(1e-12));
        assertThat(CORRELATED.of(new double[] {1, -1}, pulled)).isCloseTo(Math.sqrt(2 / 0.2), within(1e-12));
    }

    @Test
    void gain_isWhatTheSquareLosesWhenTheSensorReadsAsTheOthersLetExpect() {
        double[] pulled = new double[2];
        double whole = CORRELATED.of(new double[] {1, -1}, pulled);
        double gain = CORRELATED.gain(0, pulled[0]);

        double mended = CORRELATED.of(new double[] {0.8 * -1, -1}, pulled);

        assertThat(gain).isCloseTo(whole * whole - mended * mended, within(1e-12));
    }

    @Test
    void precision_thatDoesNotFit_isRefused() {
        assertThatThrownBy(() -> new WhitenedError(2, List.of(1.0)))
                .hasMessage("the whitening of 2 voting sensors needs 3 values, but has 1");
        assertThatThrownBy(() -> new WhitenedError(1, List.of(0.0))).hasMessageContaining("0.0 at (0, 0)");
        assertThatThrownBy(() -> new WhitenedError(2, List.of(1.0, Double.NaN, 1.0)))
                .hasMessageContaining("NaN at (0, 1)");
        assertThatThrownBy(() -> new Whitening(List.of(), 0)).hasMessageContaining("must be greater than zero");
    }
}
