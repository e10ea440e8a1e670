package io.bellwether.detector.ops;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The largest of the durations of the last two to four minutes, and those since it was asked before. Any thread may add. */
final class Largest {
    private static final long WINDOW = Duration.ofMinutes(2).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicLong newest = new AtomicLong(); // nanoseconds
    private long before; // the largest of the window before
    private long begun;

    Largest(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        begun = nanoTime.getAsLong();
    }

    /** Adds a duration; the clock is left to those who ask. */
    void add(long nanos) {
        if (nanos > newest.get()) { // seldom, so that threads hardly ever write to the same place
            newest.accumulateAndGet(nanos, Math::max);
        }
    }

    /** In seconds. */
    synchronized double seconds() {
        long now = nanoTime.getAsLong();
        if (now - begun >= WINDOW) {
            before = newest.getAndSet(0);
            begun = now;
        }
        return Math.max(before, newest.get()) / 1e9;
    }
}
