package io.bellwether.detector.topology;

import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Where a telemetry record stands.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 */
record Origin(String topic, int partition, long offset) {
    static Origin of(RecordMetadata metadata) {
        return new Origin(metadata.topic(), metadata.partition(), metadata.offset());
    }
}
