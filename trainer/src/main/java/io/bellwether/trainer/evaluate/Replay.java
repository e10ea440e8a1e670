package io.bellwether.trainer.evaluate;

import io.bellwether.alerting.Alert;
import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.pipeline.AssetPipeline;
import io.bellwether.pipeline.AssetState;
import io.bellwether.pipeline.PipelineOutput;
import io.bellwether.scoring.Score;
import io.bellwether.series.Reading;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.errors.RefusedError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the production pipeline over a CSV file, row by row, one pipeline per asset. */
public final class Replay {
    private final ModelArtifact model;
    private final Consumer<String> warnings;

    /** @param warnings takes one line for everything in a file that the user should know */
    public Replay(ModelArtifact model, Consumer<String> warnings) {
        this.model = model;
        this.warnings = warnings;
    }

    /**
     * Runs over all rows and closes what is open at the end.
     *
     * @throws RefusedError when the file lacks a sensor of the model, or holds an asset that the model does not know
     */
    public void run(CsvTable table, FrameOutput out) {
        requireSensors(table);
        Map<String, Watched> watched = new LinkedHashMap<>();
        for (String asset : table.distinctAssets()) {
            watched.put(asset, new Watched(asset, new AssetPipeline(model, modelAsset(asset, table)), out));
        }
        for (int row = 0; row < table.rows(); row++) {
            Watched one = watched.getOrDefault(table.asset(row), null);
            if (one != null) {
                one.take(table.readings(row, one.pipeline.asset()), row);
            }
        }
        watched.values().forEach(Watched::flush);
    }

    private void requireSensors(CsvTable table) {
        List<String> inFile = table.sensors().stream().map(Sensor::name).toList();
        List<String> missing = new ArrayList<>(model.manifest().features().names());
        missing.removeAll(inFile);
        if (!missing.isEmpty()) {
            throw new RefusedError("the data lack the sensors " + String.join(", ", missing) + " of model '"
                    + model.ref().name() + "', " + table.file() + ": it has "
                    + (inFile.isEmpty() ? "none" : String.join(", ", inFile)) + "; use the model's own kind of data");
        }
        List<String> unknown = new ArrayList<>(inFile);
        unknown.removeAll(model.manifest().features().names());
        if (!unknown.isEmpty()) {
            warnings.accept("columns that model '" + model.ref().name() + "' does not know are left out of "
                    + table.file() + ": " + String.join(", ", unknown));
        }
    }

    /** The model's name for an asset: a file without an asset column may be about the only one that the model knows. */
    private String modelAsset(String asset, CsvTable table) {
        if (model.profile(asset).isPresent()) {
            return asset;
        }
        List<String> known =
                model.manifest().assets().stream().map(AssetProfile::asset).toList();
        if (!table.isByAsset() && known.size() == 1) {
            return known.get(0);
        }
        throw new RefusedError("model '" + model.ref().name() + "' does not know the asset '" + asset + "', "
                + table.file() + ": it knows " + String.join(", ", known)
                + "; name the file after one of them, or give it an asset column");
    }

    private static final class Watched implements PipelineOutput {
        private final String name;
        private final AssetPipeline pipeline;
        private final AssetState state;
        private final FrameOutput out;

        Watched(String name, AssetPipeline pipeline, FrameOutput out) {
            this.name = name;
            this.pipeline = pipeline;
            this.state = pipeline.newState();
            this.out = out;
        }

        void take(List<Reading> readings, int row) {
            for (Reading reading : readings) {
                pipeline.accept(reading, row, state, this);
            }
        }

        void flush() {
            pipeline.flush(state, this);
        }

        @Override
        public void score(Score score, boolean alarm) {
            out.frame(name, score, alarm);
        }

        @Override
        public void alert(Alert alert) {
            out.alert(alert);
        }
    }
}
