package io.bellwether.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.network.Network;
import io.bellwether.network.PrincipalComponents;
import io.bellwether.scoring.ErrorCalibration;
import io.bellwether.scoring.Scaler;
import io.bellwether.scoring.SensorRule;
import io.bellwether.scoring.Smoothing;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Readings;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.fit.ScaledSeries;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All values are 0, and each network expects a number of its own, which is its error. */
class AveragingTest {
    private static double gain(double... expected) {
        FrameSeries frames = Readings.frames(40 * expected.length, 1, (row, s) -> 0);
        ScaledSeries series =
                new ScaledSeries(frames, new Scaler(List.of(0.0), List.of(1.0)), new Folds(frames, expected.length), 0);
        List<Network> members = DoubleStream.of(expected)
                .<Network>mapToObj(value -> new PrincipalComponents(new float[] {(float) value}, new float[0]))
                .toList();
        ErrorCalibration plain = new ErrorCalibration(List.of(0.0), List.of(1.0), null, 1);
        return new Averaging(series, List.of(new SensorRule(true, 0)), Duration.ofSeconds(1), 0)
                .gain(members, 1, new Smoothing(1, 0), plain);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 4", "0, 1, 3", "0, 1, 4", "1, 1, 4", "1, 0.1, 8", "0.3, 2, 5"})
    void extrapolated_fromOneMeanToTheNext_dividesWhatIsEachNetworksOwn(double common, double own, int n) {
        double before = Math.sqrt((common + own / (n - 1)) / (common + own));

        assertThat(Averaging.extrapolated(before, n))
                .isCloseTo(Math.sqrt((common + own / n) / (common + own)), within(1e-12));
    }

    @Test
    void extrapolated_fromErrorsThatCancel_isThatOfNetworksWithNothingInCommon() {
        assertThat(Averaging.extrapolated(0, 4)).isEqualTo(0.5);
    }

    @Test
    void gain_ofNetworksThatAgree_isNone() {
        assertThat(gain(2, 2, 2, 2)).isEqualTo(1);
    }

    @Test
    void gain_ofNetworksThatErrAlikeAndEachInItsOwnWay_isThatOfTheirMean() {
        // one network errs by 5 at most, the mean of the three others than a block's by 13 / 3 at most
        assertThat(gain(3, 5, 3, 5)).isCloseTo(Averaging.extrapolated(13.0 / 15, 4), within(1e-6));
    }

    @Test
    void gain_ofNetworksThatErrTowardsBothSides_isTheMostThereIs() {
        assertThat(gain(3, -3, 3, -3)).isEqualTo(0.5);
    }

    @Test
    void gain_ofTwoNetworks_cannotBeKnown() {
        assertThat(gain(3, -3)).isEqualTo(1);
    }
}
