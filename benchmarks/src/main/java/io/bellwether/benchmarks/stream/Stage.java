package io.bellwether.benchmarks.stream;

import io.bellwether.demo.broker.BrokerOptions;
import io.bellwether.demo.broker.KafkaBroker;
import io.bellwether.demo.processes.Resources;
import io.bellwether.demo.processes.WorkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker on loopback, its topics, and a folder for logs and state. All of it goes with {@link #close()}. */
public final class Stage implements AutoCloseable {
    /** Of every topic but those of models: as many as stream threads are ever measured. */
    static final int PARTITIONS = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Resources resources = new Resources();
    private final Thread hook = new Thread(resources::close, "cleanup");
    private final KafkaBroker broker;
    private final Path folder;
    private final Admin admin;

    private Stage() {
        Runtime.getRuntime().addShutdownHook(hook);
        folder = resources.add(WorkFolder.create("bellwether-bench-")).path();
        broker = resources.add(KafkaBroker.start(BrokerOptions.defaults().withMaxHeapMegabytes(1024)));
        admin = resources.add(Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap())));
    }

    /** Starts the broker. */
    public static Stage open() {
        return new Stage();
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    Path folder() {
        return folder;
    }

    /** Writes a file beside the logs. */
    public Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    SubjectProcess start(Subject subject, List<String> settings, String name, Optional<Path> recording) {
        return resources.add(SubjectProcess.start(subject, settings, folder.resolve(name + ".log"), recording));
    }

    /** Makes a topic that keeps all it is given. */
    void createTopic(String name, int partitions) {
        await(admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())
                        .configs(Map.of("retention.ms", "-1", "max.message.bytes", "10485760"))))
                .all());
    }

    void deleteTopics(Collection<String> names) {
        Collection<String> there = await(admin.listTopics().names());
        await(admin.deleteTopics(names.stream().filter(there::contains).toList())
                .all());
    }

    /** How many bytes a topic takes on the broker's disk. */
    long bytes(String topic) {
        return await(admin.describeLogDirs(List.of(1)).allDescriptions()).values().stream()
                .flatMap(folders -> folders.values().stream())
                .map(LogDirDescription::replicaInfos)
                .flatMap(replicas -> replicas.entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    /** How many records a consumer group is through with. */
    long committed(String group, String topic) {
        return await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** How many records a topic holds. */
    long end(String topic) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int p = 0; p < PARTITIONS; p++) {
            latest.put(new TopicPartition(topic, p), OffsetSpec.latest());
        }
        return await(admin.listOffsets(latest).all()).values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    /** Puts models on a topic. */
    public void publish(String topic, Map<String, byte[]> models) {
        createTopic(topic, 1);
        try (Producer<byte[], byte[]> producer = producer(0)) {
            models.forEach((name, file) -> {
                Future<?> unused =
                        producer.send(new ProducerRecord<>(topic, name.getBytes(StandardCharsets.UTF_8), file));
            });
            producer.flush();
        }
    }

    /** Fills a new topic. */
    public void fill(String topic, Frames.Format format, int assets, int sensors, long records) {
        createTopic(topic, PARTITIONS);
        Frames frames = new Frames(
                format,
                assets,
                sensors,
                System.currentTimeMillis() / 1000 * 1000 - records / assets * 1000 - 1_000_000);
        try (Producer<byte[], byte[]> producer = producer(20)) {
            for (long f = 0; f < records; f++) {
                Future<?> unused = // counted afterwards
                        producer.send(
                                new ProducerRecord<>(topic, null, frames.time(f), frames.key(f), frames.value(f)));
            }
            producer.flush();
        }
        long there = end(topic);
        if (there != records) {
            throw new IllegalStateException(topic + " holds " + there + " records, not " + records);
        }
    }

    Producer<byte[], byte[]> producer(int lingerMillis) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        lingerMillis,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        lingerMillis >= 20 ? 256 << 10 : 16 << 10,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        10 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not do as it should: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        resources.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return; // the hook is at work already
        }
    }
}
