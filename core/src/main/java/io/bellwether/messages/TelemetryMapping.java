package io.bellwether.messages;

import java.time.Duration;
import java.util.List;

/**
 * How a topic's records are written, and where the readings stand in them. Fields are JSON pointers (RFC 6901), also into
 * Avro's records; an empty pointer to the asset means the record's key.
 *
 * @param layout one reading per record, or one per sensor
 * @param asset the asset's id
 * @param time the event time
 * @param timeFormat how it is written
 * @param sensor long layout: the sensor's name
 * @param value long layout: the value
 * @param quality long layout: the source's quality mark; a record without one is good
 * @param goodQualities the marks that count as good
 * @param values wide layout: the object whose fields are the sensors; empty = the record itself
 * @param ignored wide layout: fields that are not sensors
 * @param maxBytes longer records are refused
 * @param maxAhead how far the event time may lie ahead of the record's own timestamp
 * @param format how the records are written
 */
public record TelemetryMapping(
        Layout layout,
        String asset,
        String time,
        EventTime timeFormat,
        String sensor,
        String value,
        String quality,
        List<String> goodQualities,
        String values,
        List<String> ignored,
        int maxBytes,
        Duration maxAhead,
        TelemetryFormat format) {

    /** The shape of a record. */
    public enum Layout {
        /** {@code {"ts": ..., "flow": 1.5, "pressure": 2.0}}. */
        WIDE,
        /** {@code {"tag": "flow", "value": 1.5, "quality": "GOOD", "timestamp": ...}}. */
        LONG
    }

    public TelemetryMapping {
        goodQualities = List.copyOf(goodQualities);
        ignored = List.copyOf(ignored);
        requirePointer("asset", asset, true);
        requirePointer("time", time, false);
        requirePointer("sensor", sensor, layout == Layout.WIDE);
        requirePointer("value", value, layout == Layout.WIDE);
        requirePointer("quality", quality, true);
        requirePointer("values", values, true);
        if (maxBytes < 1) {
            throw new IllegalArgumentException("max-bytes must be at least 1, not " + maxBytes);
        }
        if (maxAhead.isNegative()) {
            throw new IllegalArgumentException("max-ahead must not be negative, not " + maxAhead);
        }
    }

    /** {@code {"ts": ..., "sensor": number, ...}}, keyed by the asset's id. */
    public static TelemetryMapping wide() {
        return defaults(Layout.WIDE, "/ts");
    }

    /** {@code {"tag": ..., "value": ..., "quality": ..., "timestamp": ...}}, keyed by the asset's id. */
    public static TelemetryMapping perTag() {
        return defaults(Layout.LONG, "/timestamp");
    }

    private static TelemetryMapping defaults(Layout layout, String time) {
        return new TelemetryMapping(
                layout,
                "",
                time,
                EventTime.AUTO,
                "/tag",
                "/value",
                "/quality",
                List.of("GOOD", "Good", "good", "192", "true"),
                "",
                List.of("asset"),
                256 * 1024,
                Duration.ofHours(1),
                new TelemetryFormat.Json());
    }

    private static void requirePointer(String name, String pointer, boolean mayBeEmpty) {
        if (pointer.isEmpty() ? !mayBeEmpty : pointer.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "the JSON pointer to the " + name + " must begin with '/', not '" + pointer + "'");
        }
    }
}
