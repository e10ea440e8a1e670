package io.bellwether.detector.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.messages.ScoreEncoder;
import io.bellwether.messages.ScoreFormat;
import io.bellwether.scoring.ModelRef;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Sensor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorePartsTest {
    private static final FeatureSpec FEATURES = new FeatureSpec(List.of(new Sensor("flow", "")), Duration.ofSeconds(1));

    private final ScoreParts parts = new ScoreParts(ScoreFormat.JSON);

    @Test
    void of_someModels_areMadeOnce() {
        ScoreEncoder.Model first = of(0);
        for (int version = 1; version < 16; version++) {
            assertThat(of(version).ref()).isEqualTo(ref(version));
        }

        assertThat(of(0)).isSameAs(first);
    }

    @Test
    void of_manyModelsAfterwards_letTheFirstGo() {
        ScoreEncoder.Model first = of(0);
        for (int version = 1; version <= 16; version++) {
            assertThat(of(version).ref()).isEqualTo(ref(version));
        }

        assertThat(of(0)).isNotSameAs(first);
    }

    private ScoreEncoder.Model of(int version) {
        return parts.of(FEATURES, ref(version));
    }

    private static ModelRef ref(int version) {
        return new ModelRef("tiny", "1." + version, "00");
    }
}
