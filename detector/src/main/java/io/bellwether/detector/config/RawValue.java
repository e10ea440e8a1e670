package io.bellwether.detector.config;

import java.util.List;

/**
 * A value as it was written.
 *
 * @param parts one, or the items of a list
 * @param source where it was written, for messages
 */
record RawValue(List<String> parts, String source) {
    RawValue {
        parts = List.copyOf(parts);
    }

    static RawValue of(String text, String source) {
        return new RawValue(List.of(text), source);
    }

    /** The value as one text. */
    String text() {
        return String.join(",", parts);
    }

    /** The value as a list: a single text is split at its commas. */
    List<String> list() {
        if (parts.size() != 1) {
            return parts;
        }
        String only = parts.get(0).strip();
        return only.isEmpty() ? List.of() : List.of(only.split("\\s*,\\s*", -1));
    }
}
