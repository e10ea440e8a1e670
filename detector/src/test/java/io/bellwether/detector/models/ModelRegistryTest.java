package io.bellwether.detector.models;

import static io.bellwether.detector.TinyModels.OTHER_PUMP;
import static io.bellwether.detector.TinyModels.PREDICTOR;
import static io.bellwether.detector.TinyModels.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.detector.TinyModels;
import io.bellwether.detector.ops.PrometheusDetectorMetrics;
import io.bellwether.series.AssemblyPolicy;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PrometheusDetectorMetrics metrics = new PrometheusDetectorMetrics(meters, false);
    private final ModelRegistry registry = new ModelRegistry(Map.of(), metrics);

    @Test
    void offer_newVersion_servesAndKeepsTheOldOneReadable() {
        byte[] old = TinyModels.file("tiny", "1.0.0", 1);
        registry.offer("tiny", old, "test");
        ModelSnapshot before = registry.snapshot();

        assertThat(registry.offer("tiny", TinyModels.file("tiny", "1.1.0", 2), "test"))
                .isTrue();

        ModelSnapshot now = registry.snapshot();
        assertThat(version(now, PUMP)).isEqualTo("1.1.0");
        assertThat(now.bySha(TinyModels.read(old).ref().sha256())).isPresent();
        assertThat(version(before, PUMP)).isEqualTo("1.0.0"); // a snapshot never changes
        assertThat(meters.get("bellwether.model.loads").counter().count()).isEqualTo(2);
        assertThat(meters.scrape()).contains("version=\"1.1.0\"").doesNotContain("version=\"1.0.0\"");
    }

    @Test
    void offer_manyVersions_keepsTheNewest() {
        for (int patch = 0; patch < ModelRegistry.KEPT_VERSIONS + 3; patch++) {
            registry.offer("tiny", TinyModels.file("tiny", "1.0." + patch, patch), "test");
        }

        assertThat(registry.snapshot().versions().get("tiny"))
                .hasSize(ModelRegistry.KEPT_VERSIONS)
                .last()
                .isSameAs(registry.snapshot().newest("tiny").orElseThrow());
        assertThat(version(registry.snapshot(), PUMP)).isEqualTo("1.0." + (ModelRegistry.KEPT_VERSIONS + 2));
    }

    @Test
    void offer_anOldVersionAgain_isARollback() {
        byte[] first = TinyModels.file("tiny", "1.0.0", 1);
        registry.offer("tiny", first, "test");
        registry.offer("tiny", TinyModels.file("tiny", "1.1.0", 2), "test");
        registry.offer("tiny", first, "test");

        assertThat(version(registry.snapshot(), PUMP)).isEqualTo("1.0.0");
        assertThat(registry.snapshot().versions().get("tiny")).hasSize(2);
    }

    @Test
    void offer_truncatedFile_isRefusedAndTheOldStays() {
        byte[] good = TinyModels.file("tiny", "1.0.0", 1);
        registry.offer("tiny", good, "test");

        assertThat(registry.offer("tiny", Arrays.copyOf(good, good.length / 2), "test"))
                .isFalse();

        assertThat(version(registry.snapshot(), PUMP)).isEqualTo("1.0.0");
        assertThat(refused("unreadable")).isEqualTo(1);
    }

    @Test
    void offer_flippedByte_isRefused() {
        byte[] file = TinyModels.file("tiny", "1.0.0", 1);
        file[file.length / 2] ^= 1;

        assertThat(registry.offer("tiny", file, "test")).isFalse();
        assertThat(refused("unreadable")).isEqualTo(1);
    }

    @Test
    void offer_emptyFile_isRefused() {
        assertThat(registry.offer("tiny", new byte[0], "test")).isFalse();
        assertThat(refused("unreadable")).isEqualTo(1);
    }

    @Test
    void offer_underAnotherName_isRefused() {
        assertThat(registry.offer("small", TinyModels.file("tiny", "1.0.0", 1), "test"))
                .isFalse();
        assertThat(refused("other_name")).isEqualTo(1);
    }

    @Test
    void offer_underNoName_isRefused() {
        assertThat(registry.offer(null, TinyModels.file("tiny", "1.0.0", 1), "test"))
                .isFalse();
        assertThat(refused("no_name")).isEqualTo(1);
    }

    @Test
    void offer_modelThatCannotRun_isRefused() {
        AssemblyPolicy endless = new AssemblyPolicy(
                AssemblyPolicy.Closing.WHEN_ELAPSED, Duration.ofDays(1), Duration.ZERO, Duration.ZERO);

        assertThat(registry.offer("tiny", TinyModels.file("tiny", "1.0.0", 1, PREDICTOR, endless, PUMP), "test"))
                .isFalse();
        assertThat(refused("unusable")).isEqualTo(1);
    }

    @Test
    void watcherOf_severalModelsKnowIt_theFirstByNameWatches() {
        registry.offer("b", TinyModels.file("b", "1.0.0", 1), "test");
        registry.offer("a", TinyModels.file("a", "1.0.0", 2, PREDICTOR, PUMP), "test");

        assertThat(name(registry.snapshot(), PUMP)).isEqualTo("a");
        assertThat(name(registry.snapshot(), OTHER_PUMP)).isEqualTo("b");
        assertThat(registry.snapshot().watcherOf("toaster")).isEmpty();
    }

    @Test
    void watcherOf_assignedAsset_isTheAssignedModelOrNone() {
        ModelRegistry assigning = new ModelRegistry(Map.of(PUMP, "b", OTHER_PUMP, "c"), metrics);
        assigning.offer("a", TinyModels.file("a", "1.0.0", 1), "test");
        assigning.offer("b", TinyModels.file("b", "1.0.0", 2), "test");
        assigning.offer("c", TinyModels.file("c", "1.0.0", 3, PREDICTOR, PUMP), "test");

        assertThat(name(assigning.snapshot(), PUMP)).isEqualTo("b");
        assertThat(assigning.snapshot().watcherOf(OTHER_PUMP)).isEmpty(); // c does not know it
    }

    @Test
    void withdraw_aModel_itsAssetsGoToTheNext() {
        registry.offer("a", TinyModels.file("a", "1.0.0", 1), "test");
        registry.offer("b", TinyModels.file("b", "1.0.0", 2, PREDICTOR, PUMP), "test");

        registry.withdraw("a", "test");

        assertThat(name(registry.snapshot(), PUMP)).isEqualTo("b");
        assertThat(registry.snapshot().watcherOf(OTHER_PUMP)).isEmpty();
        assertThat(meters.scrape()).contains("name=\"b\"").doesNotContain("name=\"a\"");
    }

    private int refused(String reason) {
        return (int) meters.get("bellwether.model.loads.refused")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static String name(ModelSnapshot models, String asset) {
        return models.watcherOf(asset).map(ModelArtifact::ref).orElseThrow().name();
    }

    private static String version(ModelSnapshot models, String asset) {
        return models.watcherOf(asset).map(ModelArtifact::ref).orElseThrow().version();
    }
}
