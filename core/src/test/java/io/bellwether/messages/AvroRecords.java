package io.bellwether.messages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Avro records as Avro's own library writes them, and mappings to read them with. */
final class AvroRecords {
    private AvroRecords() {}

    /** The schema of a record with these fields, each as JSON: {@code "flow double"} or {@code "ts {...}"}. */
    static Schema schema(String... fields) {
        return new Schema.Parser().parse(json(fields));
    }

    static String json(String... fields) {
        StringBuilder json = new StringBuilder("{\"type\":\"record\",\"name\":\"Reading\",\"fields\":[");
        String comma = "";
        for (String field : fields) {
            int space = field.indexOf(' ');
            String type = field.substring(space + 1);
            boolean plain = Character.isLetter(type.charAt(0));
            json.append(comma).append("{\"name\":\"").append(field, 0, space).append("\",\"type\":");
            json.append(plain ? "\"" + type + "\"" : type).append('}');
            comma = ",";
        }
        return json.append("]}").toString();
    }

    static byte[] write(GenericRecord record) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TelemetryMapping wide(String schema, AvroHeader header) {
        return mapping(TelemetryMapping.wide(), "", "/ts", EventTime.AUTO, "", schema, header);
    }

    static TelemetryMapping perTag(String schema) {
        return mapping(TelemetryMapping.perTag(), "", "/timestamp", EventTime.AUTO, "", schema, AvroHeader.NONE);
    }

    static TelemetryMapping mapping(
            TelemetryMapping usual,
            String asset,
            String time,
            EventTime timeFormat,
            String values,
            String schema,
            AvroHeader header) {
        return new TelemetryMapping(
                usual.layout(),
                asset,
                time,
                timeFormat,
                usual.sensor(),
                usual.value(),
                usual.quality(),
                usual.goodQualities(),
                values,
                List.of("asset", "line"),
                usual.maxBytes(),
                Duration.ofHours(1),
                schema.isEmpty() ? new TelemetryFormat.Json() : new TelemetryFormat.Avro(schema, header));
    }
}
