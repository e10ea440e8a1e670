package io.bellwether.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.scoring.ModelRef;
import io.bellwether.trainer.errors.UnreachableError;
import io.bellwether.trainer.errors.UsageError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPublisherTest {
    private static final KafkaAccess NOWHERE = new KafkaAccess("localhost:9", null);
    private static final ModelRef MODEL = new ModelRef("pumps", "1.2.0", "ab".repeat(32));

    @TempDir
    private Path folder;

    @Test
    void model_published_isKeyedByItsName() throws Exception {
        try (MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer())) {

            ModelPublisher.Published published =
                    new ModelPublisher(NOWHERE, "models").send(producer, MODEL, new byte[] {1, 2, 3});

            ProducerRecord<byte[], byte[]> record = producer.history().get(0);
            assertThat(record.topic()).isEqualTo("models");
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("pumps");
            assertThat(record.value()).containsExactly(1, 2, 3);
            assertThat(published.offset()).isZero();
        }
    }

    @Test
    void topic_newlyMade_isCompactedAndTakesLargeModels() {
        NewTopic topic = new ModelPublisher(NOWHERE, "models").newTopic(ModelPublisher.maxRecordBytes(40 << 20));

        assertThat(topic.configs())
                .isEqualTo(Map.of(
                        "cleanup.policy", "compact",
                        "min.compaction.lag.ms", "604800000",
                        "max.message.bytes", Integer.toString(80 << 20)));
        assertThat(ModelPublisher.maxRecordBytes(1000)).isEqualTo(16 << 20);
    }

    @Test
    void failures_ofKafka_areSaidInOneLine() {
        assertThat(NOWHERE.explain("topic 't'", new TimeoutException("x")))
                .hasMessage("Kafka does not answer within 10 s, localhost:9: check that a broker runs there");
        assertThat(NOWHERE.explain("topic 't'", new UnknownTopicOrPartitionException("x")))
                .hasMessage("topic 't' does not exist, localhost:9: create it, or name another one");
        assertThat(NOWHERE.explain("topic 't'", new TopicAuthorizationException("t")))
                .hasMessage("no permission for topic 't', localhost:9: ask for the access, or set --command-config");
        assertThat(NOWHERE.explain("topic 't'", new SaslAuthenticationException("x")))
                .hasMessage("Kafka refuses the login, localhost:9: check the credentials in --command-config");
        assertThat(NOWHERE.explain("topic 't'", new KafkaException("first\nsecond")))
                .hasMessage("Kafka failed for topic 't', localhost:9: first");
        assertThat(NOWHERE.explain("topic 't'", new TimeoutException("x")).exitCode())
                .isEqualTo(4);
    }

    @Test
    void address_thatCannotBeResolved_isUnreachable() {
        KafkaAccess access = new KafkaAccess("no-such-host.invalid:9092", null);

        assertThatThrownBy(() -> access.read("topic 't'", consumer -> consumer.listTopics()))
                .isInstanceOf(UnreachableError.class)
                .hasMessageContaining("the broker's address cannot be resolved, no-such-host.invalid:9092");
    }

    @Test
    void properties_ofTheClient_areReadOrRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("client.properties"), "security.protocol=NONSENSE\n");

        assertThatThrownBy(() -> new KafkaAccess("localhost:9", file).read("topic 't'", consumer -> 1))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("the client properties for topic 't' make no sense");
        assertThatThrownBy(() -> new KafkaAccess("localhost:9", folder.resolve("missing")))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("the client properties cannot be read");
    }
}
