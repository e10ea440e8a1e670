package io.bellwether.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the user may choose.
 *
 * @param seconds how long the replay takes
 * @param speed how many times faster than real time it runs instead; empty = as {@code seconds} says
 * @param keep whether all is left running at the end
 * @param bootstrap a cluster to use; empty = a broker of our own
 */
record DemoSettings(int seconds, OptionalDouble speed, boolean keep, Optional<String> bootstrap) {
    static final int SECONDS = 40;

    DemoSettings {
        if (seconds < 1) {
            throw new IllegalArgumentException("--seconds must be at least 1, not " + seconds);
        }
        if (speed.isPresent() && !(speed.getAsDouble() > 0 && Double.isFinite(speed.getAsDouble()))) {
            throw new IllegalArgumentException("--speed must be greater than zero, not " + speed.getAsDouble());
        }
        if (bootstrap.isPresent() && bootstrap.get().isBlank()) {
            throw new IllegalArgumentException("--bootstrap must not be empty: give host:port");
        }
    }

    /** Seconds of event time per second, for a recording of this length. */
    double speedFor(Duration recording) {
        return speed.orElse((double) Math.max(1, recording.toSeconds()) / seconds);
    }
}
