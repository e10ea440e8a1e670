package io.bellwether.detector.config;

import io.bellwether.messages.AvroHeader;

/**
 * How Avro records are written.
 *
 * @param schema the one they were written with
 * @param header what stands before the datum
 */
public record Avro(
        @Setting(
                value = "File with the schema (`.avsc`) that the records are written with: a record. Read at the start;"
                        + " all records of the topic have this one schema, and no registry is asked.",
                shown = "(empty)")
        SchemaFile schema,

        @Setting(
                value = "What stands before the datum: `none`; `single_object`: Avro's single-object encoding, whose"
                        + " fingerprint is checked; `confluent`: a zero byte and the schema's id in a registry, which is not"
                        + " looked up.",
                fallback = "none")
        AvroHeader header) {}
