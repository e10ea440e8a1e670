package io.bellwether.demo.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.demo.plant.PlantSensor;
import io.bellwether.demo.plant.PlantSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short look at what the whole measurement counts; its figures are in docs/ATTRIBUTION.md. */
class AttributionStudyTest {
    private static final int KINDS_OF_FAULTS = 6;
    private static final int ASSETS = PlantSimulator.assets().size();

    @TempDir
    private Path folder;

    @Test
    void alerts_ofSeveralKindsOfModels_nameTheRightSensors() throws Exception {
        Path quick = Files.writeString(folder.resolve("quick.yaml"), "updates: 60\nhidden: [6]\nbatch: 32\n");

        for (String kind : List.of("pca", "z-score+pca+lstm-predictor")) {
            AttributionStudy study = AttributionStudy.train(kind, folder, "--config", quick.toString());
            List<AttributionRow> plant = study.plantFaults(List.of(1L), List.of(1.0));
            List<AttributionRow> injected = study.injectedFaults(List.of(1L));

            assertThat(plant)
                    .hasSize(KINDS_OF_FAULTS + 1)
                    .allMatch(row -> row.model().equals(kind));
            assertThat(injected).hasSize(Injection.values().length + 1);
            AttributionRow ofPlant = plant.get(plant.size() - 1);
            AttributionRow ofInjected = injected.get(injected.size() - 1);
            assertThat(ofPlant.fault()).isEqualTo(AttributionRow.ALL);
            assertThat(ofPlant.faults()).isEqualTo(ASSETS * KINDS_OF_FAULTS);
            assertThat(ofInjected.faults()).isEqualTo(ASSETS * Injection.values().length * PlantSensor.values().length);
            assertThat(ofPlant.found()).as("%s", plant).isGreaterThanOrEqualTo(ofPlant.faults() - 2);
            assertThat(ofPlant.hitAt1()).as("%s", plant).isGreaterThanOrEqualTo(0.8);
            assertThat(ofPlant.hitAt3()).as("%s", plant).isGreaterThanOrEqualTo(0.95);
            assertThat(ofInjected.found()).as("%s", injected).isGreaterThan(ofInjected.faults() / 2);
            assertThat(ofInjected.hitAt1()).as("%s", injected).isGreaterThanOrEqualTo(0.8);
            assertThat(ofInjected.hitAt3()).as("%s", injected).isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void train_kindTheTrainerRefuses_isRefusedInItsWords() {
        assertThatThrownBy(() -> AttributionStudy.train("oracle", folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'oracle'");
    }
}
