package io.bellwether.demo.replay;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Sends recorded telemetry again, some times faster than it was recorded. The caller's thread does the work, whenever it
 * calls {@link #sendDue()}.
 */
public final class Replay {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final List<Telemetry> records;
    private final double speed;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long startedAt;
    private int next;

    /**
     * A replay that starts with the first call of {@link #sendDue()}.
     *
     * @param records in the order of time
     * @param speed seconds of event time per second
     * @param nanoTime a clock, nanoseconds
     */
    public Replay(
            Producer<byte[], byte[]> producer,
            String topic,
            List<Telemetry> records,
            double speed,
            LongSupplier nanoTime) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("the speed must be greater than zero, not " + speed);
        }
        this.producer = producer;
        this.topic = topic;
        this.records = List.copyOf(records);
        this.speed = speed;
        this.nanoTime = nanoTime;
    }

    /**
     * Sends what is due by now.
     *
     * @throws ClusterException if an earlier record could not be sent
     */
    public void sendDue() {
        long now = nanoTime.getAsLong();
        if (next == 0) {
            startedAt = now;
        }
        while (!isDone() && dueAfter(records.get(next)) <= now - startedAt) {
            send(records.get(next));
            next++;
        }
        if (isDone()) {
            producer.flush();
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new ClusterException("cannot write to the topic " + topic + ": " + failed.getMessage(), failed);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it, too
    private void send(Telemetry record) {
        producer.send(record.toRecord(topic), (sent, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    private double dueAfter(Telemetry record) {
        return (record.time() - records.get(0).time()) * 1e6 / speed;
    }

    /** Whether all has been sent. */
    public boolean isDone() {
        return next == records.size();
    }

    /** How many records have been sent. */
    public int sent() {
        return next;
    }

    /** How many records there are. */
    public int size() {
        return records.size();
    }

    /** The time of the record sent last. */
    public Instant position() {
        return Instant.ofEpochMilli(records.get(Math.max(0, next - 1)).time());
    }
}
