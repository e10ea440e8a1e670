package io.bellwether.trainer.data;

import io.bellwether.trainer.errors.UnreachableError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads a topic from a point in time to its end as it was when reading began, and no further. */
final class TopicReader {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int MAX_IDLE_POLLS = 30;

    private final Consumer<byte[], byte[]> consumer;
    private final Duration timeout;

    TopicReader(Consumer<byte[], byte[]> consumer, Duration timeout) {
        this.consumer = consumer;
        this.timeout = timeout;
    }

    /**
     * Hands over every record from {@code sinceMillis} on, in order within each partition.
     *
     * @throws UnknownTopicOrPartitionException when there is no such topic
     */
    void read(String topic, long sinceMillis, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic, timeout);
        if (infos == null || infos.isEmpty()) {
            throw new UnknownTopicOrPartitionException("no topic '" + topic + "'");
        }
        List<TopicPartition> all = infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(all, timeout);
        Map<TopicPartition, Long> times = new HashMap<>();
        all.forEach(partition -> times.put(partition, sinceMillis));
        Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(times, timeout);
        Map<TopicPartition, Long> left = new HashMap<>();
        Map<TopicPartition, Long> from = new HashMap<>();
        for (TopicPartition partition : all) {
            OffsetAndTimestamp begin = begins.get(partition);
            long end = ends.getOrDefault(partition, 0L);
            if (begin != null && begin.offset() < end) {
                from.put(partition, begin.offset());
                left.put(partition, end);
            }
        }
        consumer.assign(new ArrayList<>(left.keySet()));
        from.forEach(consumer::seek);
        drain(left, sink);
    }

    private void drain(
            Map<TopicPartition, Long> left, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        int idle = 0;
        while (!left.isEmpty()) {
            int taken = 0;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Long end = left.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    sink.accept(record);
                    taken++;
                }
            }
            // A position also passes the markers of transactions, which are no records.
            left.entrySet().removeIf(entry -> consumer.position(entry.getKey(), timeout) >= entry.getValue());
            consumer.pause(consumer.assignment().stream()
                    .filter(partition -> !left.containsKey(partition))
                    .toList());
            idle = taken > 0 ? 0 : idle + 1;
            if (idle > MAX_IDLE_POLLS) {
                throw new UnreachableError("Kafka sends no more records, partitions " + left.keySet()
                        + ": check the brokers, then run it again");
            }
        }
    }
}
