package io.bellwether.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** How long each phase has taken. */
final class Stopwatch {
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant start;
    private final LongSupplier nanoTime;
    private final Map<String, Duration> phases = new LinkedHashMap<>();
    private String phase = "";
    private long phaseStart;

    /**
     * A stopwatch that has not begun.
     *
     * @param start wall-clock time of the start
     * @param nanoTime a clock, nanoseconds
     */
    Stopwatch(Instant start, LongSupplier nanoTime) {
        this.start = start;
        this.nanoTime = nanoTime;
    }

    /** When all began, in digits. */
    String startedAt() {
        return COMPACT.format(start);
    }

    /** Ends the phase before, if any, and begins another. */
    void begin(String name) {
        end();
        phase = name;
        phaseStart = nanoTime.getAsLong();
    }

    /** Ends the phase. */
    void end() {
        if (!phase.isEmpty()) {
            phases.merge(phase, Duration.ofNanos(nanoTime.getAsLong() - phaseStart), Duration::plus);
        }
        phase = "";
    }

    /** {@code 62 s = broker 4 s + training 18 s + ...}. */
    String report() {
        Duration sum = phases.values().stream().reduce(Duration.ZERO, Duration::plus);
        return seconds(sum) + " = "
                + phases.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + seconds(entry.getValue()))
                        .collect(Collectors.joining(" + "));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}
