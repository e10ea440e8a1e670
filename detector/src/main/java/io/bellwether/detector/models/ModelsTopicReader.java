package io.bellwether.detector.models;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the models topic from its beginning, in a thread of its own and without a consumer group: every instance knows
 * every model.
 */
public final class ModelsTopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelsTopicReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final ModelRegistry registry;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closing;

    /**
     * A reader that owns {@code consumer} from now on.
     *
     * @param onFailure told when reading has failed for good
     */
    public ModelsTopicReader(
            Consumer<byte[], byte[]> consumer,
            String topic,
            ModelRegistry registry,
            Thread.UncaughtExceptionHandler onFailure) {
        this.consumer = consumer;
        this.topic = topic;
        this.registry = registry;
        thread = new Thread(this::run, "models-topic");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(onFailure);
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** Completed when all models that were there at the start have been offered; fails when reading fails. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    private void run() {
        try {
            read();
        } catch (RuntimeException | Error e) {
            caughtUp.completeExceptionally(e);
            throw e;
        } finally {
            caughtUp.completeExceptionally(new IllegalStateException("closed before all models were read"));
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    private void read() {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!closing) {
                if (!caughtUp.isDone() && reached(ends)) {
                    caughtUp.complete(null);
                }
                consumer.poll(caughtUp.isDone() ? POLL : Duration.ofMillis(100)).forEach(this::take);
            }
        } catch (WakeupException e) {
            if (!closing) {
                throw e;
            }
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String name = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
        if (record.value() != null) {
            registry.offer(name, record.value(), origin);
        } else if (name != null) {
            registry.withdraw(name, origin);
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(CLOSE.toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("the models topic reader has not stopped in time");
        }
    }
}
