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
import io.bellwether.trainer.threads.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the production pipeline over a CSV file, one pipeline per asset. The assets share the threads, some thousand rows
 * at a time; what they say is told row by row, as if there were one thread.
 */
public final class Replay {
    private static final int ROWS_AT_ONCE = 8192;

    private final ModelArtifact model;
    private final Workers workers;
    private final Consumer<String> warnings;

    /** @param warnings takes one line for everything in a file that the user should know */
    public Replay(ModelArtifact model, Workers workers, Consumer<String> warnings) {
        this.model = model;
        this.workers = workers;
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
            watched.put(asset, new Watched(asset, new AssetPipeline(model, modelAsset(asset, table)), table));
        }
        Watched[] ofRow = new Watched[table.rows()];
        for (int row = 0; row < ofRow.length; row++) {
            ofRow[row] = Objects.requireNonNull(watched.get(table.asset(row)));
            ofRow[row].owns(row);
        }
        for (int from = 0; from < ofRow.length; from += ROWS_AT_ONCE) {
            int end = Math.min(ofRow.length, from + ROWS_AT_ONCE);
            Set<Watched> present = new LinkedHashSet<>(Arrays.asList(ofRow).subList(from, end));
            workers.all(present.stream()
                    .map(one -> Executors.callable(() -> one.take(end)))
                    .toList());
            for (int row = from; row < end; row++) {
                ofRow[row].tell(row, out);
            }
        }
        for (Watched one : watched.values()) {
            one.flush(ofRow.length);
            one.tell(ofRow.length, out);
        }
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

    /** What a pipeline said at one row: a score or an alert. */
    private record Said(
            int row,
            @Nullable Score score,
            boolean alarm,
            @Nullable Alert alert) {}

    /** One asset, and what its pipeline has said but not told yet. */
    private static final class Watched implements PipelineOutput {
        private final String name;
        private final AssetPipeline pipeline;
        private final CsvTable table;
        private final AssetState state;
        private final Deque<Said> said = new ArrayDeque<>();
        private final int[] rows; // its own in the table, ascending
        private int owned;
        private int taken;
        private int row; // the one it is at

        Watched(String name, AssetPipeline pipeline, CsvTable table) {
            this.name = name;
            this.pipeline = pipeline;
            this.table = table;
            this.state = pipeline.newState();
            this.rows = new int[table.rowsOf(name)];
        }

        void owns(int ofTable) {
            rows[owned++] = ofTable;
        }

        /** Takes its own rows before this one. */
        void take(int end) {
            for (; taken < rows.length && rows[taken] < end; taken++) {
                row = rows[taken];
                for (Reading reading : table.readings(row, pipeline.asset())) {
                    pipeline.accept(reading, row, state, this);
                }
            }
        }

        void flush(int end) {
            row = end;
            pipeline.flush(state, this);
        }

        /** Tells what was said at a row. */
        void tell(int upTo, FrameOutput out) {
            for (Said next = said.peek(); next != null && next.row <= upTo; next = said.peek()) {
                said.remove();
                if (next.score != null) {
                    out.frame(name, next.score, next.alarm);
                }
                if (next.alert != null) {
                    out.alert(next.alert);
                }
            }
        }

        @Override
        public void score(Score score, boolean alarm) {
            said.add(new Said(row, score, alarm, null));
        }

        @Override
        public void alert(Alert alert) {
            said.add(new Said(row, null, false, alert));
        }
    }
}
