package io.bellwether.detector.config;

import java.util.Locale;
import java.util.Map;

/**
 * One key that can be set.
 *
 * @param path its name with those of its sections, dotted
 * @param type what its value must be
 * @param fallback the default as written in a file; empty for none
 * @param shown the default as documented
 * @param about what it is for
 */
record ConfigKey(String path, Class<?> type, String fallback, String shown, String about) {
    static final String PREFIX = "BELLWETHER_";

    /** Whether any key may stand below this one. */
    boolean isOpen() {
        return type == Map.class;
    }

    /** The environment variable that sets it. */
    String variable() {
        return PREFIX + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
