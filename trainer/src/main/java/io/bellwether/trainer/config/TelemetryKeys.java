package io.bellwether.trainer.config;

import static io.bellwether.trainer.config.ConfigFile.choice;
import static io.bellwether.trainer.config.ConfigFile.or;

import io.bellwether.messages.AvroHeader;
import io.bellwether.messages.EventTime;
import io.bellwether.messages.TelemetryDecoder;
import io.bellwether.messages.TelemetryFormat;
import io.bellwether.messages.TelemetryMapping;
import io.bellwether.trainer.config.ConfigFile.Avro;
import io.bellwether.trainer.config.ConfigFile.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the telemetry keys of a config file come to. */
final class TelemetryKeys {
    private enum Format {
        JSON,
        AVRO
    }

    private TelemetryKeys() {}

    /**
     * The mapping that a config file describes; the plain wide one when it says nothing.
     *
     * @throws IllegalArgumentException when it does not fit together; the message names the key
     */
    static TelemetryMapping mapping(@Nullable Telemetry telemetry) {
        if (telemetry == null) {
            return TelemetryMapping.wide();
        }
        TelemetryMapping.Layout layout = choice("telemetry.layout", telemetry.layout(), TelemetryMapping.Layout.class);
        TelemetryMapping usual =
                layout == TelemetryMapping.Layout.LONG ? TelemetryMapping.perTag() : TelemetryMapping.wide();
        TelemetryMapping mapping = new TelemetryMapping(
                usual.layout(),
                or(telemetry.asset(), usual.asset()),
                or(telemetry.time(), usual.time()),
                or(choice("telemetry.timeFormat", telemetry.timeFormat(), EventTime.class), usual.timeFormat()),
                or(telemetry.sensor(), usual.sensor()),
                or(telemetry.value(), usual.value()),
                or(telemetry.quality(), usual.quality()),
                or(telemetry.goodQualities(), usual.goodQualities()),
                or(telemetry.values(), usual.values()),
                or(telemetry.ignored(), usual.ignored()),
                usual.maxBytes(),
                usual.maxAhead(),
                format(telemetry));
        try {
            new TelemetryDecoder(mapping); // to know at once when a schema has not what the mapping names
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("telemetry: " + e.getMessage(), e);
        }
        return mapping;
    }

    private static TelemetryFormat format(Telemetry telemetry) {
        boolean isAvro = choice("telemetry.format", telemetry.format(), Format.class) == Format.AVRO;
        Avro avro = telemetry.avro();
        String schema = avro == null ? null : avro.schema();
        if (isAvro != (schema != null)) {
            throw new IllegalArgumentException("telemetry.format: avro and telemetry.avro.schema, the file with the"
                    + " schema, belong together; one of them is missing");
        }
        if (schema == null || avro == null) {
            return new TelemetryFormat.Json();
        }
        AvroHeader header = choice("telemetry.avro.header", avro.header(), AvroHeader.class);
        try {
            return new TelemetryFormat.Avro(Files.readString(Path.of(schema)), or(header, AvroHeader.NONE));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("telemetry.avro.schema: there is no readable file at " + schema, e);
        }
    }
}
