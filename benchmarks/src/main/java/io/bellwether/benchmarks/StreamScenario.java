package io.bellwether.benchmarks;

import io.bellwether.benchmarks.stream.Frames.Format;
import java.util.List;

/**
 * What goes through the subjects, and how.
 *
 * @param format of the records
 * @param sensors in a record
 * @param assets that take turns
 * @param threads stream threads of a subject
 * @param kinds of network that the detector has, each in a run of its own
 * @param rounds the median counts
 */
record StreamScenario(Format format, int sensors, int assets, int threads, List<String> kinds, int rounds) {
    private static final List<String> PREDICTOR = List.of("predictor");
    private static final List<String> BOTH = List.of("predictor", "autoencoder");

    /** A look at the first two of {@link #all}. */
    static List<StreamScenario> quick() {
        return List.of(
                new StreamScenario(Format.JSON, 8, 100, 1, PREDICTOR, 1),
                new StreamScenario(Format.AVRO, 8, 100, 1, PREDICTOR, 1));
    }

    /** The two that are judged first, with three rounds; then one that differs from the first in one respect each. */
    static List<StreamScenario> all() {
        return List.of(
                new StreamScenario(Format.JSON, 8, 100, 1, BOTH, 3),
                new StreamScenario(Format.AVRO, 8, 100, 1, PREDICTOR, 3),
                new StreamScenario(Format.JSON, 8, 100, 2, PREDICTOR, 1),
                new StreamScenario(Format.JSON, 50, 100, 1, PREDICTOR, 1),
                new StreamScenario(Format.JSON, 8, 10_000, 1, PREDICTOR, 1));
    }

    /** Name of the topic that it reads; scenarios with the same records share it. */
    String topic() {
        return "telemetry-" + format + "-" + sensors + "-" + assets;
    }

    String title(String guarantee) {
        return (format == Format.JSON ? "JSON" : "Avro") + ", " + sensors + " sensors, " + assets + " assets, "
                + threads + (threads == 1 ? " thread, " : " threads, ") + guarantee;
    }
}
