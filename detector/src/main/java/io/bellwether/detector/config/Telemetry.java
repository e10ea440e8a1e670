package io.bellwether.detector.config;

import io.bellwether.messages.EventTime;
import io.bellwether.messages.TelemetryDecoder;
import io.bellwether.messages.TelemetryFormat;
import io.bellwether.messages.TelemetryMapping;
import io.bellwether.messages.TelemetryMapping.Layout;
import java.time.Duration;
import java.util.List;

/**
 * Where the readings stand in the telemetry records; see {@link TelemetryMapping}.
 *
 * @param format how the records are written
 * @param avro how Avro records are written
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
                value =
                        "How the records are written: `json` or `avro`. Where a key below names a JSON pointer, it names the"
                                + " field of an Avro record in the same way.",
                fallback = "json")
        Format format,

        @Setting("Avro records") Avro avro,

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

    /** How records are written. */
    public enum Format {
        /** As JSON objects. */
        JSON,
        /** In Avro's binary encoding. */
        AVRO
    }

    public Telemetry {
        if (format == Format.AVRO && !avro.schema().isGiven()) {
            throw new IllegalArgumentException(
                    "telemetry.avro.schema must name the file with the schema, since telemetry.format is avro");
        }
        if (format == Format.JSON && avro.schema().isGiven()) {
            throw new IllegalArgumentException(
                    "telemetry.avro.schema is given, but telemetry.format is json: set telemetry.format to avro");
        }
        goodQualities = List.copyOf(goodQualities);
        ignored = List.copyOf(ignored);
        time = time.isEmpty() ? (layout == Layout.WIDE ? "/ts" : "/timestamp") : time;
        try {
            new TelemetryDecoder(new TelemetryMapping(
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
                    maxAhead,
                    written(format, avro)));
        } catch (IllegalArgumentException e) {
            String where = avro.schema().isGiven() ? " (" + avro.schema() + ")" : "";
            throw new IllegalArgumentException("telemetry: " + e.getMessage() + where, e);
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
                maxAhead,
                written(format, avro));
    }

    private static TelemetryFormat written(Format format, Avro avro) {
        return format == Format.AVRO
                ? new TelemetryFormat.Avro(avro.schema().text(), avro.header())
                : new TelemetryFormat.Json();
    }
}
