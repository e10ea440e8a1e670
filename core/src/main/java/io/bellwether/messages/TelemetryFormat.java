package io.bellwether.messages;

/** How telemetry records are written. */
public sealed interface TelemetryFormat {

    /** One JSON object. */
    record Json() implements TelemetryFormat {}

    /**
     * One Avro datum, in Avro's binary encoding. No registry is asked: all records of a topic have one schema.
     *
     * @param schema the one they were written with, as JSON: a record
     * @param header what stands before the datum
     */
    record Avro(String schema, AvroHeader header) implements TelemetryFormat {}
}
