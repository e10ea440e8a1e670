package io.bellwether.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameSeriesTest {
    private static FrameSeries cut(long[] seconds, Interval... leftOut) {
        Recording.Builder builder = new Recording.Builder();
        AssetReadings readings = builder.asset("pump", "test");
        for (long second : seconds) {
            readings.add(builder.sensor(new Sensor("a", "")), 1000 * second, (double) second);
        }
        for (Interval interval : leftOut) {
            readings.leaveOut(interval);
        }
        FeatureSpec spec = Readings.spec(1);
        return FrameSeries.cut(
                builder.build().assets().get(0), spec, AssemblyPolicy.defaults(spec.samplePeriod()), List.of(0));
    }

    @Test
    void gap_thatProductionBridges_isBridgedWithMissingFrames() {
        FrameSeries series = cut(new long[] {0, 1, 4, 5});

        assertThat(series.frames()).isEqualTo(6);
        assertThat(series.value(2, 0)).isNaN();
        assertThat(series.value(4, 0)).isEqualTo(4);
        assertThat(series.stretches()).containsExactly(new Stretch(0, 6));
    }

    @Test
    void gap_thatProductionDoesNotBridge_cuts() {
        FrameSeries series = cut(new long[] {0, 1, 2, 100, 101});

        assertThat(series.frames()).isEqualTo(5);
        assertThat(series.stretches()).containsExactly(new Stretch(0, 3), new Stretch(3, 5));
    }

    @Test
    void interval_leftOut_cutsAndIsNotUsable() {
        long[] seconds = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

        FrameSeries series = cut(seconds, new Interval(6500, 6500), new Interval(2000, 3000), new Interval(2500, 4000));

        assertThat(series.stretches()).containsExactly(new Stretch(0, 2), new Stretch(5, 6), new Stretch(7, 10));
        assertThat(series.usableFrames()).isEqualTo(6);
    }

    @Test
    void interval_beforeAfterOrAroundAll_isHandled() {
        long[] seconds = {10, 11, 12};

        assertThat(cut(seconds, new Interval(0, 9_999)).usableFrames()).isEqualTo(3);
        assertThat(cut(seconds, new Interval(13_000, Long.MAX_VALUE)).usableFrames())
                .isEqualTo(3);
        assertThat(cut(seconds, new Interval(0, Long.MAX_VALUE)).stretches()).isEmpty();
    }

    @Test
    void contentHash_changesWithValuesAndUsableFrames() {
        String hash = cut(new long[] {0, 1, 2}).contentHash();

        assertThat(cut(new long[] {0, 1, 2}).contentHash()).isEqualTo(hash).hasSize(64);
        assertThat(cut(new long[] {0, 1, 3}).contentHash()).isNotEqualTo(hash);
        assertThat(cut(new long[] {0, 1, 2}, new Interval(0, 0)).contentHash()).isNotEqualTo(hash);
    }

    @Test
    void summary_ofSensors_countsValuesAndStandstills() {
        double[] values = {1, 1, 1, Double.NaN, 1, 2, 2, 3};
        FrameSeries series = Readings.frames(values.length, 2, (row, s) -> s == 0 ? values[row] : 5);

        List<SensorSummary> summaries = SensorSummary.of(series);

        assertThat(summaries.get(0).count()).isEqualTo(7);
        assertThat(summaries.get(0).mean()).isEqualTo(11 / 7.0);
        assertThat(summaries.get(0).longestFlat()).isEqualTo(3);
        assertThat(summaries.get(0).distinct()).isEqualTo(3);
        assertThat(summaries.get(0).isConstant()).isFalse();
        assertThat(summaries.get(1).isConstant()).isTrue();
        assertThat(summaries.get(1).scale()).isEqualTo(5);
    }
}
