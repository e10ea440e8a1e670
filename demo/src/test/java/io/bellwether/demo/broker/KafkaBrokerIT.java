package io.bellwether.demo.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class KafkaBrokerIT {
    private static final String TOPIC = "readings";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void kill_recordsCommitted_areThereAfterRestartOnTheSamePort() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            createTopic(broker);
            write(broker, List.of("one", "two"));
            String bootstrap = broker.bootstrap();
            long firstPid = broker.pid();

            broker.kill();
            assertThat(broker.isAlive()).isFalse();
            assertThat(ProcessHandle.of(firstPid)).isEmpty();
            broker.restart();
            write(broker, List.of("three"));

            assertThat(broker.bootstrap()).isEqualTo(bootstrap);
            assertThat(broker.pid()).isNotEqualTo(firstPid);
            assertThat(read(broker, 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void start_defaultOptions_acceptsOldTimestampsAndLargeRecords() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            createTopic(broker);
            String large = "x".repeat(5_000_000);

            write(broker, List.of(large));

            assertThat(read(broker, 1)).containsExactly(large);
        }
    }

    @Test
    void close_temporaryFolder_leavesNoProcessAndNoFolder() {
        KafkaBroker broker = KafkaBroker.start();
        long pid = broker.pid();

        broker.close();
        broker.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(broker.dir()).doesNotExist();
        assertThatThrownBy(broker::restart).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_givenFolder_keepsTheDataForTheNextBroker(@TempDir Path dir) throws Exception {
        BrokerOptions options = BrokerOptions.defaults().withDir(dir.resolve("kafka"));
        try (KafkaBroker broker = KafkaBroker.start(options)) {
            createTopic(broker);
            write(broker, List.of("kept"));
        }

        try (KafkaBroker broker = KafkaBroker.start(options)) {
            assertThat(read(broker, 1)).containsExactly("kept");
        }
    }

    @Test
    void start_badProperty_throwsWithTheEndOfTheLogAndEndsTheProcess() {
        BrokerOptions options = BrokerOptions.defaults().withProperty("num.io.threads", "many");
        List<Long> before = children();

        assertThatThrownBy(() -> KafkaBroker.start(options))
                .isInstanceOf(KafkaBrokerException.class)
                .hasMessageContaining("before it was ready")
                .hasMessageContaining("num.io.threads");
        assertThat(children()).isEqualTo(before);
    }

    @Test
    void start_noTimeLeft_throwsAndEndsTheProcess() {
        BrokerOptions options = BrokerOptions.defaults().withStartTimeout(Duration.ofMillis(1));
        List<Long> before = children();

        assertThatThrownBy(() -> KafkaBroker.start(options))
                .isInstanceOf(KafkaBrokerException.class)
                .hasMessageContaining("was not ready after");
        assertThat(children()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"killed", BrokerOwner.RETURN})
    void ownerEnds_brokerNotClosed_brokerEndsTooAndItsFolderGoes(String end, @TempDir Path dir) throws Exception {
        Path report = dir.resolve("report");
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerOwner.class.getName(),
                        report.toString(),
                        end)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("owner.log").toFile())
                .start();
        try {
            await().atMost(PATIENCE).until(() -> Files.exists(report));
            String[] told = Files.readString(report).split(" ", 2);
            long brokerPid = Long.parseLong(told[0]);

            if (!end.equals(BrokerOwner.RETURN)) {
                owner.destroyForcibly();
            }

            await().atMost(PATIENCE).until(() -> !runs(brokerPid));
            await().atMost(PATIENCE).until(() -> Files.notExists(Path.of(told[1])));
        } finally {
            owner.destroyForcibly().waitFor();
        }
    }

    private static void createTopic(KafkaBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            NewTopic topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("max.message.bytes", "10485760"));
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    /** In a transaction, with timestamps of long ago. */
    private static void write(KafkaBroker broker, List<String> values) throws Exception {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker.bootstrap(), "transactional.id", "writer", "max.request.size", 10_000_000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, 0, 1L, "key", value)).get();
            }
            producer.commitTransaction();
        }
    }

    private static List<String> read(KafkaBroker broker, int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker.bootstrap(),
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
                return values.size() >= count;
            });
        }
        return values;
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static List<Long> children() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
    }
}
