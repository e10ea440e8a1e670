package io.bellwether.demo.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;

/** Makes the topics. */
public final class Cluster {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String FOR_EVER = "-1";

    private final String bootstrap;

    public Cluster(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /**
     * Makes the five topics: nothing is deleted by age, because what is replayed is old already; the newest version of
     * every model is kept, and for a week the ones before it.
     *
     * @param partitions of telemetry, scores, alerts and dead letters
     * @throws ClusterException if the cluster does not answer or refuses
     */
    public void createTopics(TopicNames topics, int partitions) {
        List<NewTopic> wanted = new ArrayList<>();
        for (String name : List.of(topics.telemetry(), topics.scores(), topics.alerts(), topics.deadLetters())) {
            wanted.add(topic(name, partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER)));
        }
        wanted.add(topic(
                topics.models(),
                1,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                        Long.toString(Duration.ofDays(7).toMillis()),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        "10485760")));
        create(wanted);
    }

    private void create(List<NewTopic> wanted) {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis() / 2);
        try (Admin admin = Admin.create(config)) {
            admin.createTopics(wanted).all().get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
                    ? silent(e)
                    : new ClusterException("Kafka at " + bootstrap + " does not make the topics: " + reason(e), e);
        } catch (TimeoutException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while the topics were made", e);
        } catch (KafkaException e) {
            // An address that cannot be resolved is refused before anything is sent.
            throw new ClusterException("cannot reach Kafka at " + bootstrap + ": " + reason(e), e);
        }
    }

    private ClusterException silent(Exception e) {
        return new ClusterException(
                "Kafka does not answer at " + bootstrap + " within " + PATIENCE.toSeconds()
                        + " s; check the address and that a broker runs there",
                e);
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> config) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
    }

    private static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
