package io.bellwether.trainer.publish;

import io.bellwether.scoring.ModelRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Puts models on the models topic: key = the model's name, value = its file. The topic is compacted, so that it always
 * holds the newest version of every model, and keeps older ones for a week.
 */
public final class ModelPublisher {
    /** Older versions stay readable for this long. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final int MIN_RECORD_BYTES = 16 << 20;

    private final KafkaAccess kafka;
    private final String topic;

    public ModelPublisher(KafkaAccess kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /**
     * Where a model was put.
     *
     * @param partition of the topic
     * @param offset in it
     */
    public record Published(int partition, long offset) {}

    /** Publishes one model; the topic is made when it is missing. */
    public Published publish(ModelRef model, byte[] file) {
        String subject = "topic '" + topic + "'";
        int maxBytes = maxRecordBytes(file.length);
        kafka.administer(subject, admin -> requireTopic(admin, maxBytes));
        return kafka.write(subject, maxBytes, producer -> send(producer, model, file));
    }

    Published send(Producer<byte[], byte[]> producer, ModelRef model, byte[] file)
            throws ExecutionException, InterruptedException {
        byte[] key = model.name().getBytes(StandardCharsets.UTF_8);
        try {
            var sent = producer.send(new ProducerRecord<>(topic, key, file)).get();
            return new Published(sent.partition(), sent.offset());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                producer.partitionsFor(topic); // a permission lost on the way shows only as waiting; this throws it
            }
            throw e;
        }
    }

    /** Room for the file and for larger ones to come. */
    static int maxRecordBytes(int fileBytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(MIN_RECORD_BYTES, 2L * fileBytes));
    }

    NewTopic newTopic(int maxBytes) {
        return new NewTopic(topic, Optional.of(1), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, Long.toString(KEPT.toMillis()),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes)));
    }

    private boolean requireTopic(Admin admin, int maxBytes) throws ExecutionException, InterruptedException {
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
            return false;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
        }
        try {
            admin.createTopics(List.of(newTopic(maxBytes))).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // somebody else was faster
                throw e;
            }
        }
        return true;
    }
}
