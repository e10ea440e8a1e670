package io.bellwether.detector.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The metrics of the JVM and of Kafka Streams with its clients. */
public final class RuntimeMetrics implements AutoCloseable {
    /** How soon a meter that Kafka adds while it runs is shown. */
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final MeterRegistry registry;
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kafka-metrics");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable KafkaStreamsMetrics kafka;

    /** Shows the JVM's metrics; comes before all others in the registry, because it sets the rules for names. */
    public RuntimeMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.config().meterFilter(new CleanNames());
        gc.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Shows the metrics of Kafka Streams and its clients too. */
    public void observe(KafkaStreams streams) {
        KafkaStreamsMetrics binder = new KafkaStreamsMetrics(streams, Tags.empty(), refresher, REFRESH);
        binder.bindTo(registry);
        kafka = binder;
    }

    @Override
    public void close() {
        KafkaStreamsMetrics binder = kafka;
        if (binder != null) {
            binder.close();
        }
        refresher.shutdownNow();
        gc.close();
    }
}
