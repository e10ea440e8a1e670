package io.bellwether.messages;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The way through the data of one schema: laid out once, gone for every record.
 *
 * @param record its first step, and so all of them
 * @param sensors how many a record is expected to have
 * @param fingerprint of the schema, CRC-64-AVRO
 */
record AvroPlan(AvroStep record, int sensors, long fingerprint) {

    /** @throws IllegalArgumentException when the schema cannot be read, or has not what the mapping names */
    static AvroPlan of(String schema, TelemetryMapping mapping, NameCache names) {
        Schema parsed;
        try {
            parsed = new Schema.Parser().parse(schema);
        } catch (AvroRuntimeException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException("this is no Avro schema: " + why, e);
        }
        AvroCompiler compiler = new AvroCompiler(mapping, names);
        AvroStep record = compiler.compile(parsed);
        return new AvroPlan(record, compiler.sensors(), SchemaNormalization.parsingFingerprint64(parsed));
    }
}
