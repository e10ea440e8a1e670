package io.bellwether.detector.cluster;

import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.config.Topics;
import io.bellwether.detector.state.WatchStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks before the start whether the cluster answers and has the topics, and makes those that may be made. */
public final class ClusterCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterCheck.class);
    private static final int LARGEST_MODEL = 16 << 20;
    private static final int LARGEST_DEAD_LETTER = 2 << 20;

    /** Kafka's own default. */
    static final int USUAL_MAX_MESSAGE = 1_048_588;

    private static final short DEFAULT_REPLICATION = -1;

    private final Admin admin;
    private final DetectorConfig config;
    private final String bootstrap;
    private final Duration timeout;

    /** A check through {@code admin}, which stays the caller's. */
    public ClusterCheck(Admin admin, DetectorConfig config) {
        this.admin = admin;
        this.config = config;
        this.bootstrap = config.connection().bootstrapServers();
        this.timeout = config.connection().startupTimeout();
    }

    /**
     * Looks, and creates missing output topics.
     *
     * @throws ClusterException when the detector cannot start
     */
    public void run() throws ClusterException, InterruptedException {
        Topics topics = config.topics();
        TopicDescription telemetry = describe(topics.telemetry())
                .orElseThrow(
                        () -> new ClusterException("topic " + topics.telemetry() + " does not exist at " + bootstrap
                                + "; create it: kafka-topics.sh --bootstrap-server " + bootstrap + " --create --topic "
                                + topics.telemetry() + " --partitions 6"));
        int partitions = telemetry.partitions().size();
        requireSamePartitions(partitions);
        List<NewTopic> missing = new ArrayList<>();
        for (NewTopic wanted : outputs(partitions)) {
            if (describe(wanted.name()).isEmpty()) {
                missing.add(wanted);
            }
        }
        create(missing);
    }

    /** What is remembered of an asset lies in the partition of the same number as its readings. */
    private void requireSamePartitions(int partitions) throws ClusterException, InterruptedException {
        String changelog = WatchStore.changelog(config.processing().applicationId());
        Optional<TopicDescription> states = describe(changelog);
        if (states.isPresent() && states.get().partitions().size() != partitions) {
            throw new ClusterException("topic " + config.topics().telemetry() + " has " + partitions
                    + " partitions, but the assets' states in " + changelog + " have "
                    + states.get().partitions().size()
                    + ": the assets have moved to other partitions; start afresh with"
                    + " another application-id, or reset this one with kafka-streams-application-reset.sh");
        }
    }

    /** How long a record the dead-letter topic takes; Kafka's default where the cluster does not say. */
    public int deadLetterBytes() throws InterruptedException {
        ConfigResource topic =
                new ConfigResource(ConfigResource.Type.TOPIC, config.topics().deadLetters());
        try {
            String value = Objects.requireNonNull(
                            get(admin.describeConfigs(List.of(topic)).all()).get(topic))
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                    .value();
            return Integer.parseInt(value);
        } catch (ExecutionException | TimeoutException | NumberFormatException e) {
            return USUAL_MAX_MESSAGE; // describing a topic's configuration needs a permission that may well be missing
        }
    }

    private ClusterException unreachable(Exception e) {
        return new ClusterException(
                "Kafka is unreachable at " + bootstrap + " (no answer for " + timeout.toSeconds()
                        + " s); check bootstrap-servers and the network",
                e);
    }

    private Optional<TopicDescription> describe(String topic) throws ClusterException, InterruptedException {
        try {
            return Optional.ofNullable(
                    get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = KafkaFaults.root(e);
            if (cause instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            if (cause instanceof TimeoutException || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw unreachable(e);
            }
            throw new ClusterException(KafkaFaults.explain(e, "describe the topic " + topic, bootstrap), e);
        }
    }

    /*
     * The timestamps of what goes out are event times, so a replay of last year's data writes records that are a year
     * old: with the usual retention by time they would be deleted at once. Hence retention by size.
     */
    private List<NewTopic> outputs(int partitions) {
        Topics topics = config.topics();
        Map<String, String> bySize = Map.of(
                TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(1L << 30));
        Map<String, String> large = new HashMap<>(bySize);
        large.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(LARGEST_DEAD_LETTER));
        Map<String, String> models = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                        String.valueOf(Duration.ofDays(7).toMillis()),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(LARGEST_MODEL));
        return List.of(
                new NewTopic(topics.scores(), partitions, DEFAULT_REPLICATION).configs(bySize),
                new NewTopic(topics.alerts(), partitions, DEFAULT_REPLICATION).configs(bySize),
                new NewTopic(topics.deadLetters(), partitions, DEFAULT_REPLICATION).configs(large),
                new NewTopic(topics.models(), 1, DEFAULT_REPLICATION).configs(models));
    }

    private void create(List<NewTopic> missing) throws ClusterException, InterruptedException {
        if (missing.isEmpty()) {
            return;
        }
        List<String> names = missing.stream().map(NewTopic::name).toList();
        if (!config.connection().createTopics()) {
            throw new ClusterException("missing at " + bootstrap + ": " + String.join(", ", names)
                    + "; create them, or set create-topics: true");
        }
        Map<String, KafkaFuture<Void>> created = admin.createTopics(missing).values();
        for (NewTopic topic : missing) {
            try {
                get(Objects.requireNonNull(created.get(topic.name())));
                LOG.atInfo()
                        .setMessage("topic created")
                        .addKeyValue("topic", topic.name())
                        .addKeyValue("partitions", topic.numPartitions())
                        .log();
            } catch (ExecutionException | TimeoutException e) {
                if (!(KafkaFaults.root(e) instanceof TopicExistsException)) { // another instance was faster
                    throw new ClusterException(
                            KafkaFaults.explain(e, "create the topic " + topic.name(), bootstrap), e);
                }
            }
        }
    }

    private <T> T get(KafkaFuture<T> future) throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
