package io.bellwether.trainer.publish;

import io.bellwether.trainer.errors.UnreachableError;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.errors.UserError;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A cluster and how to reach it; what goes wrong with it is said in one line. */
public final class KafkaAccess {
    /** How long to wait for an answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String bootstrap;
    private final Properties properties = new Properties();

    /**
     * Says where the cluster is; connects to nothing yet.
     *
     * @param commandConfig client properties, for security above all; null for none
     * @throws UsageError when that file cannot be read
     */
    public KafkaAccess(String bootstrap, @Nullable Path commandConfig) {
        this.bootstrap = bootstrap;
        if (commandConfig != null) {
            try (Reader reader = Files.newBufferedReader(commandConfig, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new UsageError("the client properties cannot be read, " + commandConfig + ": check the path", e);
            }
        }
        int millis = (int) TIMEOUT.toMillis();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis - 1000);
        properties.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    }

    /** What to do with a client. */
    @FunctionalInterface
    public interface Use<C, T> {
        /** Uses it. */
        T apply(C client) throws ExecutionException, InterruptedException;
    }

    /**
     * Lends a client for administration.
     *
     * @throws UnreachableError when Kafka does not answer, or refuses
     */
    public <T> T administer(String subject, Use<Admin, T> use) {
        return lend(subject, () -> Admin.create(properties), use);
    }

    /**
     * Lends a client that reads.
     *
     * @throws UnreachableError when Kafka does not answer, or refuses
     */
    public <T> T read(String subject, Use<Consumer<byte[], byte[]>, T> use) {
        Properties reading = copy();
        reading.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return lend(
                subject,
                () -> new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                use);
    }

    /**
     * Lends a client that writes records of up to {@code maxBytes}.
     *
     * @throws UnreachableError when Kafka does not answer, or refuses
     */
    public <T> T write(String subject, int maxBytes, Use<Producer<byte[], byte[]>, T> use) {
        Properties writing = copy();
        writing.remove(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        writing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxBytes);
        writing.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
        writing.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                TIMEOUT.multipliedBy(2).toMillis());
        return lend(
                subject, () -> new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer()), use);
    }

    private Properties copy() {
        Properties copy = new Properties();
        copy.putAll(properties);
        return copy;
    }

    private <C extends AutoCloseable, T> T lend(String subject, Supplier<C> client, Use<C, T> use) {
        C opened;
        try {
            opened = client.get();
        } catch (ConfigException e) {
            throw bad(subject, e);
        } catch (KafkaException e) {
            throw e.getCause() instanceof ConfigException cause ? bad(subject, cause) : explain(subject, e);
        }
        try {
            return use.apply(opened);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? explain(subject, cause) : new IllegalStateException(e);
        } catch (KafkaException e) {
            throw explain(subject, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableError("interrupted while talking to Kafka, " + bootstrap + ": run it again", e);
        } finally {
            close(opened);
        }
    }

    private static void close(AutoCloseable client) {
        try {
            if (client instanceof Admin admin) {
                admin.close(Duration.ZERO);
            } else if (client instanceof Producer<?, ?> producer) {
                producer.close(Duration.ZERO);
            } else {
                client.close();
            }
        } catch (Exception e) {
            // The work is done or has failed already; nothing depends on a tidy goodbye.
        }
    }

    private UserError bad(String subject, ConfigException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("bootstrap")) {
            return new UnreachableError(
                    "the broker's address cannot be resolved, " + bootstrap
                            + ": give --bootstrap HOST:PORT of a broker that runs",
                    e);
        }
        return new UsageError(
                "the client properties for " + subject + " make no sense, " + message + ": mend --command-config", e);
    }

    /** What a failure means, in one line. */
    UnreachableError explain(String subject, KafkaException e) {
        if (e instanceof TimeoutException) {
            return new UnreachableError(
                    "Kafka does not answer within " + TIMEOUT.toSeconds() + " s, " + bootstrap
                            + ": check that a broker runs there",
                    e);
        }
        if (e instanceof UnknownTopicOrPartitionException) {
            return new UnreachableError(
                    subject + " does not exist, " + bootstrap + ": create it, or name another one", e);
        }
        if (e instanceof AuthorizationException) {
            return new UnreachableError(
                    "no permission for " + subject + ", " + bootstrap + ": ask for the access, or set --command-config",
                    e);
        }
        if (e instanceof AuthenticationException) {
            return new UnreachableError(
                    "Kafka refuses the login, " + bootstrap + ": check the credentials in --command-config", e);
        }
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new UnreachableError("Kafka failed for " + subject + ", " + bootstrap + ": " + message, e);
    }
}
