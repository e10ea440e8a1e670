package io.bellwether.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.series.AssemblyPolicy.Closing;
import io.bellwether.series.Sensor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpacingTest {
    private static Recording recording(long... millis) {
        Recording.Builder builder = new Recording.Builder();
        AssetReadings readings = builder.asset("pump", "test");
        for (long time : millis) {
            readings.add(builder.sensor(new Sensor("a", "")), time, 1);
            readings.add(builder.sensor(new Sensor("b", "")), time + 3, 1);
        }
        return builder.build();
    }

    @Test
    void period_ofRowsWithGaps_isTheUsualSpacing() {
        assertThat(Spacing.median(recording(0, 1000, 2000, 4000, 5000, 90_000))).contains(Duration.ofSeconds(1));
    }

    @Test
    void period_ofOneRow_isUnknown() {
        assertThat(Spacing.median(recording(0))).isEmpty();
    }

    @Test
    void closing_ofOneReadingPerSlot_isWhenComplete() {
        assertThat(Spacing.closing(recording(0, 1000, 2000, 3000), Duration.ofSeconds(1)))
                .isEqualTo(Closing.WHEN_COMPLETE);
    }

    @Test
    void closing_ofManyReadingsPerSlot_isWhenElapsed() {
        assertThat(Spacing.closing(recording(0, 100, 200, 1000, 1100, 1200), Duration.ofSeconds(1)))
                .isEqualTo(Closing.WHEN_ELAPSED);
    }
}
