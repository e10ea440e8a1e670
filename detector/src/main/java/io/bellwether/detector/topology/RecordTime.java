package io.bellwether.detector.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own timestamp, and 0 for a record without one: such records exist, and by default Kafka Streams stops at
 * them.
 */
final class RecordTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }

    /** What an event time is held against: a record without a timestamp of its own cannot be surpassed. */
    static long limit(long recordTime) {
        return recordTime == 0 ? Long.MAX_VALUE / 2 : recordTime;
    }
}
