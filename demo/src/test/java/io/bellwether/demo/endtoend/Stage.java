package io.bellwether.demo.endtoend;

import io.bellwether.demo.broker.BrokerOptions;
import io.bellwether.demo.broker.KafkaBroker;
import io.bellwether.demo.processes.DetectorOptions;
import io.bellwether.demo.replay.Cluster;
import io.bellwether.demo.replay.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker, and a place for the files of the detectors that work on it. One for each test class. */
final class Stage implements AutoCloseable {
    /** For anything that should happen soon, on a machine that has other things to do. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** The two assets lie in different ones. */
    static final int PARTITIONS = 3;

    private final KafkaBroker broker;
    private final Path dir;

    private Stage(KafkaBroker broker, Path dir) {
        this.broker = broker;
        this.dir = dir;
    }

    static Stage open(Path dir) {
        return open(dir, BrokerOptions.defaults());
    }

    static Stage open(Path dir, BrokerOptions options) {
        return new Stage(KafkaBroker.start(options), dir);
    }

    KafkaBroker broker() {
        return broker;
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    /** Makes the topics of this prefix, empty: those that are there already are deleted first. */
    TopicNames freshTopics(String prefix) throws Exception {
        TopicNames topics = new TopicNames(prefix);
        try (Admin admin = admin()) {
            Set<String> there = admin.listTopics().names().get();
            List<String> old = topics.all().stream().filter(there::contains).toList();
            admin.deleteTopics(old).all().get();
        }
        new Cluster(bootstrap()).createTopics(topics, PARTITIONS);
        return topics;
    }

    /** What there is to know about the broker when it does not do as it should. */
    String findings(String topic) {
        try (Admin admin = admin()) {
            return "nodes " + admin.describeCluster().nodes().get(10, TimeUnit.SECONDS)
                    + "\n"
                    + admin.describeTopics(List.of(topic)).allTopicNames().get(10, TimeUnit.SECONDS)
                    + "\n" + Files.readString(broker.logFile());
        } catch (ExecutionException | TimeoutException | InterruptedException | IOException e) {
            return "nothing: " + e;
        }
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap()));
    }

    /** Keeps the order, whatever happens to the broker. */
    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap(),
                        "acks",
                        "all",
                        "linger.ms",
                        2,
                        "max.request.size",
                        4 << 20,
                        "reconnect.backoff.max.ms",
                        200),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Writes all of it, and waits until it is there. */
    void write(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (Producer<byte[], byte[]> producer = producer()) {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            producer.flush();
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    /** By the trainer's own command. */
    void publish(Path model, TopicNames topics) {
        QuickModels.run("publish", "--model", model.toString(), "--bootstrap", bootstrap(), "--topic", topics.models());
    }

    /** A detector that reads {@code in} and has everything else, state and outputs, to itself. */
    DetectorOptions detector(String name, TopicNames in) {
        return DetectorOptions.of(dir.resolve(name), bootstrap(), name + ".")
                .with("topics.telemetry", in.telemetry())
                .with("topics.models", in.models())
                .with("application-id", name)
                // A killed one must not hold its place in the group for long.
                .with("kafka.main.consumer.session.timeout.ms", "6000")
                .with("kafka.main.consumer.heartbeat.interval.ms", "1000");
    }

    @Override
    public void close() {
        broker.close();
    }
}
