package io.bellwether.detector;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the stream threads are in touch with the cluster, told by the heartbeats of their consumers. Kafka's clients
 * wait out an outage without a word; whoever is on call should know, and silence during an outage is not an asset's.
 */
final class KafkaLink implements BooleanSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaLink.class);
    private static final String HEARTBEAT_AGE = "last-heartbeat-seconds-ago"; // -1: none yet
    private static final double LONGEST = 10; // seconds; heartbeats go every 3
    private static final long KEPT = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private volatile @Nullable Supplier<Map<MetricName, ? extends Metric>> clients;
    private long looked;
    private boolean up = true;

    KafkaLink(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.looked = nanoTime.getAsLong() - KEPT;
    }

    /** Looks at these metrics of the clients from now on. */
    void observe(Supplier<Map<MetricName, ? extends Metric>> metrics) {
        clients = metrics;
    }

    /** Whether the last heartbeats are recent; true where it is not known. Looks at most once a second. */
    @Override
    public synchronized boolean getAsBoolean() {
        Supplier<Map<MetricName, ? extends Metric>> known = clients;
        long now = nanoTime.getAsLong();
        if (known == null || now - looked < KEPT) {
            return up;
        }
        looked = now;
        double oldest = known.get().values().stream()
                .filter(metric -> metric.metricName().name().equals(HEARTBEAT_AGE))
                .mapToDouble(KafkaLink::value)
                .max()
                .orElse(0);
        boolean wasUp = up;
        up = oldest <= LONGEST;
        if (wasUp && !up) {
            LOG.warn("Kafka has not answered for {} s; waiting for it", Math.round(oldest));
        } else if (!wasUp && up) {
            LOG.info("Kafka answers again");
        }
        return up;
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    }
}
