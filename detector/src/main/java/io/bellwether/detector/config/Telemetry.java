package io.bellwether.detector.config;

import io.bellwether.messages.EventTime;
import io.bellwether.messages.TelemetryMapping;
import io.bellwether.messages.TelemetryMapping.Layout;
import java.time.Duration;
import java.util.List;

/**
 * Where the readings stand in the telemetry records; see {@link TelemetryMapping}.
 *
 * @param layout one reading per record, or one per sensor
 * @param asset the asset's id
 * @param time the event time
 * @param timeFormat how it is written
 * @param sensor long layout: the sensor's name
 * @param value long layout: the value
 * @param quality long layout: the source's quality mark
 * @param goodQualities the marks that count as good
 * @param values wide layout: the object whose fields are the sensors
 * @param ignored wide layout: fields that are not sensors
 * @param maxBytes longer records are refused
 * @param maxAhead how far the event time may lie ahead of the record's own timestamp
 */
public record Telemetry(
        @Setting(
                value = "Shape of a record: `wide` (`{\"ts\": ..., \"flow\": 1.5, \"pressure\": 2.0}`) or `long`"
                        + " (`{\"tag\": \"flow\", \"value\": 1.5, \"quality\": \"GOOD\", \"timestamp\": ...}`).",
                fallback = "wide")
        Layout layout,

        @Setting(value = "JSON pointer to the asset's id; empty: the record's key.", shown = "(empty)")
        String asset,

        @Setting(value = "JSON pointer to the event time.", shown = "`/ts` (wide), `/timestamp` (long)")
        String time,

        @Setting(
                value = "How the event time is written. `auto`: text as ISO 8601; numbers as s, ms, us or ns since the"
                        + " epoch, told apart by their size.",
                fallback = "auto")
        EventTime timeFormat,

        @Setting(value = "Long layout: JSON pointer to the sensor's name.", fallback = "/tag")
        String sensor,

        @Setting(value = "Long layout: JSON pointer to the value.", fallback = "/value")
        String value,

        @Setting(
                value = "Long layout: JSON pointer to the source's quality mark; a record without one is good.",
                fallback = "/quality")
        String quality,

        @Setting(
                value = "Quality marks that count as good; a value of any other quality counts as missing.",
                fallback = "GOOD,Good,good,192,true")
        List<String> goodQualities,

        @Setting(
                value =
                        "Wide layout: JSON pointer to the object whose fields are the sensors; empty: the record itself.",
                shown = "(empty)")
        String values,

        @Setting(value = "Wide layout: fields that are not sensors.", fallback = "asset")
        List<String> ignored,

        @Setting(value = "Longer records are refused (`too_large`).", fallback = "262144")
        int maxBytes,

        @Setting(
                value = "An event time this far ahead of the record's own timestamp is refused (`in_the_future`).",
                fallback = "1h")
        Duration maxAhead) {

    public Telemetry {
        goodQualities = List.copyOf(goodQualities);
        ignored = List.copyOf(ignored);
        time = time.isEmpty() ? (layout == Layout.WIDE ? "/ts" : "/timestamp") : time;
        try {
            new TelemetryMapping(
                    layout,
                    asset,
                    time,
                    timeFormat,
                    sensor,
                    value,
                    quality,
                    goodQualities,
                    values,
                    ignored,
                    maxBytes,
                    maxAhead);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("telemetry: " + e.getMessage(), e);
        }
    }

    /** For the decoder. */
    public TelemetryMapping mapping() {
        return new TelemetryMapping(
                layout,
                asset,
                time,
                timeFormat,
                sensor,
                value,
                quality,
                goodQualities,
                values,
                ignored,
                maxBytes,
                maxAhead);
    }
}
