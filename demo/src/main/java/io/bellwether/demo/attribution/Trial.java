package io.bellwether.demo.attribution;

import io.bellwether.alerting.Alert;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.demo.plant.PlantRow;
import io.bellwether.demo.plant.PlantSensor;
import io.bellwether.pipeline.AssetPipeline;
import io.bellwether.pipeline.AssetState;
import io.bellwether.pipeline.PipelineOutput;
import io.bellwether.scoring.Score;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Some days of an asset, and what was done to it meanwhile.
 *
 * @param rows in the order of time
 */
record Trial(String asset, List<PlantRow> rows, List<Cause> causes) {
    Trial {
        rows = List.copyOf(rows);
        causes = List.copyOf(causes);
    }

    /** Lets a model watch, by the production pipeline; one row for each cause. */
    List<AttributionRow> judge(String model, ModelArtifact artifact) {
        List<Alert> opened = opened(artifact);
        int sensors = artifact.manifest().features().size();
        return causes.stream()
                .map(cause -> opened.stream()
                        .filter(alert -> cause.contains(alert.time()))
                        .findFirst()
                        .map(alert -> AttributionRow.found(model, cause, alert.sensors(), alert.threshold(), sensors))
                        .orElse(AttributionRow.missed(model, cause)))
                .toList();
    }

    private List<Alert> opened(ModelArtifact artifact) {
        AssetPipeline pipeline = new AssetPipeline(artifact, asset);
        AssetState state = pipeline.newState();
        Openings openings = new Openings(new ArrayList<>());
        long position = 0;
        for (PlantRow row : rows) {
            for (PlantSensor sensor : PlantSensor.values()) {
                long time = row.time().toEpochMilli();
                Reading reading = new Reading(asset, sensor.column(), time, row.value(sensor), Quality.GOOD);
                pipeline.accept(reading, position, state, openings);
            }
            position++;
        }
        pipeline.flush(state, openings);
        return openings.alerts;
    }

    private record Openings(List<Alert> alerts) implements PipelineOutput {
        @Override
        public void score(Score score, boolean alarm) {}

        @Override
        public void alert(Alert alert) {
            if (alert.phase() == Alert.Phase.OPENED) {
                alerts.add(alert);
            }
        }
    }
}
