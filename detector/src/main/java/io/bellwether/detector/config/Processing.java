package io.bellwether.detector.config;

import java.time.Duration;

/**
 * How Kafka Streams works.
 *
 * @param applicationId consumer group, prefix of the changelog topic and the transactional ids
 * @param guarantee what a crash may do to the output
 * @param threads stream threads of this instance
 * @param commitInterval how often progress is committed
 * @param stateDir folder for local state
 * @param stateStore where the states of the assets are kept
 */
public record Processing(
        @Setting(
                value = "Instances with the same id share the work. Names the consumer group and the changelog topic.",
                fallback = "bellwether")
        String applicationId,

        @Setting(
                value = "`exactly_once_v2`: every reading counts once, whatever crashes; output is visible at the next"
                        + " commit. `at_least_once`: output is visible at once; a crash may repeat some, or rarely lose some, with the same"
                        + " alert ids.",
                fallback = "exactly_once_v2")
        Guarantee guarantee,

        @Setting(value = "Stream threads of this instance.", fallback = "1")
        int threads,

        @Setting(
                value = "How often progress is committed; under `exactly_once_v2` also how long output may wait.",
                fallback = "100ms")
        Duration commitInterval,

        @Setting(
                value = "Folder for local state; not shared by two instances on one machine.",
                shown = "`bellwether-state` in the system's temporary folder")
        String stateDir,

        @Setting(
                value = "`memory`: the assets' states live on the heap and are read from the changelog topic at every"
                        + " start. `rocksdb`: on disk; a clean restart on the same disk reads only what is new.",
                fallback = "memory")
        StoreKind stateStore) {

    public Processing {
        stateDir = stateDir.isEmpty() ? System.getProperty("java.io.tmpdir") + "/bellwether-state" : stateDir;
        if (!applicationId.matches("[A-Za-z0-9._-]{1,150}")) {
            throw new IllegalArgumentException("application-id '" + applicationId
                    + "' must be 1 to 150 letters, digits, dots, dashes and underscores");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        if (commitInterval.toMillis() < 1) {
            throw new IllegalArgumentException("commit-interval must be at least 1ms");
        }
    }
}
