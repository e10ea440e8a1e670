package io.bellwether.trainer.evaluate;

import io.bellwether.trainer.threads.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** How good a detector was on some files: each of them, all rows together, and the mean over the files. */
public final class Evaluation {
    private final Map<String, Quality> files;
    private final Quality pooled;

    private Evaluation(Map<String, Quality> files, Quality pooled) {
        this.files = Collections.unmodifiableMap(files);
        this.pooled = pooled;
    }

    /**
     * Judges.
     *
     * @param files by name, at least one; the names keep their order
     * @param window longest buffer around an event, rows, for the volumes under the surface
     * @param workers shared by the files
     */
    public static Evaluation of(Map<String, LabelledSeries> files, int window, Workers workers) {
        List<Callable<Quality>> tasks = new ArrayList<>();
        files.values().forEach(file -> tasks.add(() -> Quality.of(file, window)));
        List<Quality> done = workers.all(tasks);
        Map<String, Quality> qualities = new LinkedHashMap<>();
        for (String name : files.keySet()) {
            qualities.put(name, done.get(qualities.size()));
        }
        return new Evaluation(qualities, Quality.pooled(List.copyOf(files.values())));
    }

    /** Each file. */
    public Map<String, Quality> files() {
        return files;
    }

    /** All rows together. */
    public Quality pooled() {
        return pooled;
    }

    /** Over the files in which it is known; NaN when there is none. */
    public double mean(Measure measure) {
        return files.values().stream()
                .mapToDouble(measure::of)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** The 95 % interval of {@link #mean}; empty when fewer than three files know the measure. */
    Optional<Bootstrap.Interval> interval(Measure measure) {
        return Bootstrap.ofMean(files.values().stream().mapToDouble(measure::of).toArray());
    }
}
