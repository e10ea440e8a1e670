package io.bellwether.messages;

import io.bellwether.scoring.Evidence;
import io.bellwether.scoring.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;

/** Scores in Avro, as Avro's own library reads and writes them. */
final class AvroScores {
    /** The one that is published. */
    static final Schema SCHEMA = schema();

    private AvroScores() {}

    static ScoreMessage message(GenericRecord score) {
        GenericRecord model = (GenericRecord) score.get("model");
        byte[] sha256 = ((GenericFixed) model.get("sha256")).bytes();
        return new ScoreMessage(
                text(score, "asset"),
                EventTime.format((long) score.get("ts")),
                (double) score.get("score"),
                (double) score.get("threshold"),
                (boolean) score.get("warmingUp"),
                (boolean) score.get("alarm"),
                ((List<?>) score.get("sensors"))
                        .stream()
                                .map(sensor -> evidence((GenericRecord) sensor))
                                .toList(),
                new ModelRef(
                        text(model, "name"),
                        text(model, "version"),
                        HexFormat.of().formatHex(sha256)));
    }

    private static Evidence evidence(GenericRecord sensor) {
        return new Evidence(
                text(sensor, "sensor"),
                text(sensor, "unit"),
                (double) sensor.get("contribution"),
                (double) sensor.get("observed"),
                (double) sensor.get("expected"));
    }

    static byte[] write(GenericRecord score) throws IOException {
        ByteBuffer written = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), SCHEMA).encode(score);
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return bytes;
    }

    private static String text(GenericRecord record, String field) {
        return record.get(field).toString();
    }

    private static Schema schema() {
        try (InputStream in = Objects.requireNonNull(AvroScores.class.getResourceAsStream("score.avsc"))) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
