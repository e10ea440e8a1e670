package io.bellwether.benchmarks.stream;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames at a steady rate in a thread of its own, whatever becomes of them: a frame that could not be sent in time
 * is sent late, but counts from when it should have been sent.
 */
final class OpenLoop implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Frames frames;
    private final double nanosPerFrame;
    private final long start = System.nanoTime();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean closing;

    OpenLoop(Producer<byte[], byte[]> producer, String topic, Frames frames, int framesPerSecond) {
        this.producer = producer;
        this.topic = topic;
        this.frames = frames;
        this.nanosPerFrame = 1e9 / framesPerSecond;
        thread = new Thread(this::run, "open-loop");
        thread.setDaemon(true);
        thread.start();
    }

    /** When a frame should have been sent, on the clock of {@link System#nanoTime}. */
    long intended(long frame) {
        return start + (long) (frame * nanosPerFrame);
    }

    /** How many have been handed to the producer. */
    long sent() {
        return sent.get();
    }

    private void run() {
        for (long f = 0; !closing; f++) {
            long early = intended(f) - System.nanoTime();
            while (early > 0 && !closing) {
                LockSupport.parkNanos(early);
                early = intended(f) - System.nanoTime();
            }
            Future<?> unused = producer.send(
                    new ProducerRecord<>(topic, null, frames.time(f), frames.key(f), frames.value(f)),
                    (metadata, e) -> {
                        if (e != null) {
                            failure.compareAndSet(null, e);
                        }
                    });
            sent.set(f + 1);
        }
    }

    /**
     * Stops sending.
     *
     * @throws IllegalStateException when a frame could not be sent
     */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        Exception e = failure.get();
        if (e != null) {
            throw new IllegalStateException("a frame could not be sent", e);
        }
    }
}
