package io.bellwether.detector.config;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who watches what.
 *
 * @param assets which model watches an asset, where it is not the first that knows it
 * @param modelWait how long to wait for the first model; zero = for ever
 * @param idleTimeout an asset silent for this long has its open slots closed
 * @param unknownAssets what to do with readings of assets no model knows
 * @param unknownSensors what to do with readings of sensors the asset's model does not know
 */
public record Watching(
        @Setting("Which model watches an asset: `asset: model`. An asset that is not named here is watched by the model"
                + " that knows it; of several, by the first in alphabetical order.")
        Map<String, String> assets,

        @Setting(
                value = "How long to wait for the first model before giving up (exit code 3); `0s`: for ever.",
                fallback = "0s")
        Duration modelWait,

        @Setting(
                value = "An asset from which nothing has arrived for this long, by the wall clock, has its open slots"
                        + " closed as they are. Only matters where a frame is made of several records. Time during which"
                        + " Kafka does not answer is left out, but noticed after up to 25 s only: keep it at 30s or more."
                        + " An asset always has as long as its model's sample period and allowed lateness together.",
                fallback = "30s")
        Duration idleTimeout,

        @Setting(value = "Readings of an asset no model knows: `reject` or `ignore`.", fallback = "reject")
        Unknown unknownAssets,

        @Setting(
                value = "Readings of a sensor the asset's model does not know: `reject` or `ignore`. With `reject` the"
                        + " record goes to the dead letters, its other readings are used all the same.",
                fallback = "reject")
        Unknown unknownSensors) {

    public Watching {
        assets = Collections.unmodifiableMap(new TreeMap<>(assets));
        if (modelWait.isNegative()) {
            throw new IllegalArgumentException("model-wait must not be negative");
        }
        if (idleTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("idle-timeout must be at least 1ms");
        }
    }
}
