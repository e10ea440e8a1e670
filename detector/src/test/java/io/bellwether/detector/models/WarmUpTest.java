package io.bellwether.detector.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.detector.TinyModels;
import io.bellwether.messages.ScoreFormat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private final ModelArtifact first = TinyModels.read(TinyModels.file("tiny", "1.0.0", 1));
    private final ModelArtifact sameShape = TinyModels.read(TinyModels.file("tiny", "1.1.0", 2));
    private long now;

    @Test
    void run_eachShapeOnce_scoresFrames() {
        WarmUp warmUp = new WarmUp(ScoreFormat.JSON, () -> now);

        assertThat(warmUp.run(first)).isGreaterThan(10_000);
        assertThat(warmUp.run(sameShape)).isZero();
    }

    @Test
    void run_slowMachine_givesUpAfterASecond() {
        WarmUp warmUp =
                new WarmUp(ScoreFormat.JSON, () -> now += Duration.ofMillis(10).toNanos());

        assertThat(warmUp.run(first)).isBetween(50, 100);
    }
}
