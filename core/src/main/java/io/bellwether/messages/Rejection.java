package io.bellwether.messages;

import java.util.Locale;

/**
 * Why a record or a reading was not used.
 *
 * @param reason for counters and headers
 * @param detail for people: what was found, and where
 */
public record Rejection(Reason reason, String detail) {

    /** All reasons; {@link #label()} is the metric's label value and the dead letter's header. */
    public enum Reason {
        /** The record has no value. */
        EMPTY,
        /** The record is longer than allowed. */
        TOO_LARGE,
        /** The record is not one well-formed JSON object. */
        NOT_JSON,
        /** The record is not one datum of the Avro schema. */
        NOT_AVRO,
        /** Neither the record's key nor a field names the asset. */
        NO_ASSET,
        /** The record has no timestamp. */
        NO_TIMESTAMP,
        /** The timestamp cannot be read. */
        BAD_TIMESTAMP,
        /** The timestamp lies further ahead of the record's own than allowed. */
        IN_THE_FUTURE,
        /** The record carries no reading. */
        NO_READINGS,
        /** A value is text, a boolean, a list or an object. */
        NOT_A_NUMBER,
        /** A value is NaN or infinite. */
        NOT_FINITE,
        /** No model knows the asset. */
        UNKNOWN_ASSET,
        /** The asset's model has no such sensor. */
        UNKNOWN_SENSOR,
        /** The reading's slot had closed before it came. */
        LATE,
        /** The same sensor and time had come before. */
        DUPLICATE;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** Lower case, with underscores. */
        public String label() {
            return label;
        }
    }
}
