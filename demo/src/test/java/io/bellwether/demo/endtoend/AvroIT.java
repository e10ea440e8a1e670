package io.bellwether.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.demo.replay.CsvTelemetry;
import io.bellwether.demo.replay.Telemetry;
import io.bellwether.demo.replay.TopicNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records as Confluent's Avro serializer writes them give the scores of the same readings in a CSV, bit for bit. */
@ExtendWith(QuickModels.Provider.class)
@Timeout(180)
class AvroIT {
    @TempDir
    private static Path dir;

    private static QuickModels models;
    private static Stage stage;

    @BeforeAll
    static void open(QuickModels quickModels) {
        models = quickModels;
        stage = Stage.open(dir);
    }

    @AfterAll
    static void end() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void readings_inAvro_areScoredAsThoseOfTheCsv() throws Exception {
        TopicNames topics = stage.freshTopics("avro.");
        stage.publish(models.predictor(), topics);
        List<Telemetry> readings = CsvTelemetry.read(QuickModels.sampleData().resolve("test/pump-1.csv"));
        List<String> sensors = sensors(readings.get(0));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Telemetry reading : readings) {
            records.add(record(reading, sensors, topics.telemetry()));
        }
        Path schema = Files.writeString(dir.resolve("reading.avsc"), schema(sensors));
        try (DetectorRun run = DetectorRun.start(
                stage,
                stage.detector("avro-run", topics)
                        .with("telemetry.format", "avro")
                        .with("telemetry.avro.schema", schema.toString())
                        .with("telemetry.avro.header", "confluent"))) {
            stage.write(records);
            run.awaitScores(readings.size());

            ScoreCsv.run(models.predictor(), "pump-1", dir).assertEquals(run.scores());
            assertThat(run.deadLetters()).isEmpty();
            run.stop();
        }
    }

    private static List<String> sensors(Telemetry reading) throws IOException {
        List<String> names = new ArrayList<>();
        Iterator<String> fields = new JsonMapper().readTree(reading.json()).fieldNames();
        fields.forEachRemaining(names::add);
        names.remove("ts");
        return names;
    }

    private static String schema(List<String> sensors) {
        return sensors.stream()
                .map(sensor -> "{\"name\": \"" + sensor + "\", \"type\": \"double\"}")
                .collect(Collectors.joining(
                        ", ",
                        "{\"type\": \"record\", \"name\": \"Reading\", \"fields\": ["
                                + "{\"name\": \"ts\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}}, ",
                        "]}"));
    }

    /** A zero byte, the schema's id, the time as a zigzag number of seven bits to a byte, the values. */
    private static ProducerRecord<byte[], byte[]> record(Telemetry reading, List<String> sensors, String topic)
            throws IOException {
        JsonNode json = new JsonMapper().readTree(reading.json());
        ByteBuffer out =
                ByteBuffer.allocate(15 + 8 * sensors.size()).put((byte) 0).putInt(4711);
        long time = Instant.parse(json.get("ts").asText()).toEpochMilli();
        long rest = (time << 1) ^ (time >> 63);
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.put((byte) (rest | 0x80));
        }
        out.put((byte) rest).order(ByteOrder.LITTLE_ENDIAN);
        sensors.forEach(sensor -> out.putDouble(json.get(sensor).asDouble()));
        byte[] value = new byte[out.flip().remaining()];
        out.get(value);
        return new ProducerRecord<>(
                topic, null, reading.time(), reading.asset().getBytes(StandardCharsets.UTF_8), value);
    }
}
