package io.bellwether.detector.config;

import java.util.Locale;

/** What a crash may do to the output. */
public enum Guarantee {
    /** Every reading counts once; output is visible at the commit. */
    EXACTLY_ONCE_V2,
    /** Output is visible at once; a crash may repeat some of it, with the same alert ids, and rarely lose some. */
    AT_LEAST_ONCE;

    /** As in the configuration, and in Kafka's. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
