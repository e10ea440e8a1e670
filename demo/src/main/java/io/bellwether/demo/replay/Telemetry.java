package io.bellwether.demo.replay;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One telemetry record: all sensors of one asset at one time.
 *
 * @param time event time, milliseconds since the epoch
 * @param json {@code {"ts": ..., "sensor": number, ...}}
 */
public record Telemetry(String asset, long time, String json) {

    /** Key = asset, record timestamp = event time. */
    public ProducerRecord<byte[], byte[]> toRecord(String topic) {
        return new ProducerRecord<>(
                topic, null, time, asset.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8));
    }
}
