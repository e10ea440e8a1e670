package io.bellwether.detector.ops;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * A histogram that does no more for a value than count it: no clock is read, no exemplar looked for, as every record goes
 * into one of them, every frame into another, and every frame with a score into a third. Any thread may add.
 */
final class Distribution implements Collector {
    private final Metric metric;
    private final double[] bounds; // upper ones, rising; the last is infinite
    private final LongAdder[] counts; // (bounds)
    private final DoubleAdder sum = new DoubleAdder();

    Distribution(Metric metric, double... bounds) {
        this.metric = metric;
        this.bounds = Arrays.copyOf(bounds, bounds.length + 1);
        this.bounds[bounds.length] = Double.POSITIVE_INFINITY;
        counts = Stream.generate(LongAdder::new).limit(this.bounds.length).toArray(LongAdder[]::new);
    }

    /** Adds a value, in the unit of the bounds; NaN, which is in no bucket and would spoil the sum for good, is left out. */
    void add(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        int bucket = 0;
        while (value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sum.add(value);
    }

    @Override
    public HistogramSnapshot collect() {
        long[] now = Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
        return HistogramSnapshot.builder()
                .name(metric.exposedName())
                .help(metric.about())
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, now))
                        .sum(sum.sum())
                        .build())
                .build();
    }
}
