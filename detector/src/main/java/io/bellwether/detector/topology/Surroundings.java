package io.bellwether.detector.topology;

import io.bellwether.detector.models.ModelRegistry;
import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.detector.state.AssetBoard;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What the topology needs besides its configuration.
 *
 * @param models the models at hand
 * @param metrics what is counted
 * @param board where the assets' status is shown
 * @param connected whether the cluster answers
 * @param nanoTime a clock for durations
 * @param deadLetterBytes how long a record the dead-letter topic takes
 */
public record Surroundings(
        ModelRegistry models,
        DetectorMetrics metrics,
        AssetBoard board,
        BooleanSupplier connected,
        LongSupplier nanoTime,
        int deadLetterBytes) {}
