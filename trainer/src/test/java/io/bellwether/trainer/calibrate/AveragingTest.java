package io.bellwether.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.network.Network;
import io.bellwether.network.PrincipalComponents;
import io.bellwether.scoring.Scaler;
import io.bellwether.scoring.SensorRule;
import io.bellwether.scoring.Smoothing;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Interval;
import io.bellwether.trainer.data.Readings;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.fit.ScaledSeries;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values go to and fro by 1, and each network expects a number of its own. */
class AveragingTest {
    private static double gain(double[] expected, Interval... leftOut) {
        FrameSeries frames = Readings.frames(100 * expected.length, 1, (row, s) -> row % 2 == 0 ? 1 : -1, leftOut);
        List<SensorSummary> summaries = SensorSummary.of(frames);
        ScaledSeries series =
                new ScaledSeries(frames, new Scaler(List.of(0.0), List.of(1.0)), new Folds(frames, expected.length), 0);
        SensorSummary unit = summaries.get(0);
        List<Network> members = DoubleStream.of(expected)
                .<Network>mapToObj(value -> new PrincipalComponents(new float[] {(float) value}, new float[0]))
                .toList();
        HeldOutErrors held = errors(series, unit, block -> List.of(members.get(block)));
        HeldOutScore score =
                new HeldOutScore(new AveragedErrors(held, new Smoothing(1, 0)), series.folds(), new int[] {0}, true);
        return new Averaging(members, chosen -> errors(series, unit, chosen)).gain(score);
    }

    private static double gain(double... expected) {
        return gain(expected, new Interval[0]);
    }

    private static HeldOutErrors errors(ScaledSeries series, SensorSummary unit, IntFunction<List<Network>> chosen) {
        return new HeldOutErrors(series, List.of(unit), chosen, List.of(new SensorRule(true, 0)), 1, 0);
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
        assertThat(gain(0.5, 0.5, 0.5, 0.5)).isEqualTo(1);
    }

    @Test
    void gain_ofNetworksThatErrTowardsBothSides_isThatOfTheirMean() {
        // errors of one network reach 1 + 2, those of the mean of three 1 + 2 / 3
        assertThat(gain(2, -2, 2, -2)).isCloseTo(Averaging.extrapolated((1 + 2 / 3.0) / 3, 4), within(1e-3));
    }

    @Test
    void gain_ofASeriesThatIsCut_isThatOfItsFrames() {
        double[] expected = {2, -2, 2, -2};

        assertThat(gain(expected, new Interval(120_000, 140_000))).isCloseTo(gain(expected), within(1e-3));
    }
}
