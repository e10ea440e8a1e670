package io.bellwether.detector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.detector.config.DetectorConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class ClusterCheckTest {
    private final FakeCluster cluster = new FakeCluster();

    private ClusterCheck check(String... keysAndValues) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("bootstrap-servers", "k:1", "startup-timeout", "50ms"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new ClusterCheck(cluster.admin(), DetectorConfig.of(settings));
    }

    @Test
    void run_outputTopicsMissing_createsThem() throws Exception {
        cluster.topics.put("bellwether.telemetry", 6);

        check().run();

        assertThat(cluster.created.keySet())
                .containsExactlyInAnyOrder(
                        "bellwether.scores", "bellwether.alerts", "bellwether.dead-letters", "bellwether.models");
        assertThat(cluster.created.get("bellwether.alerts").numPartitions()).isEqualTo(6);
        NewTopic models = cluster.created.get("bellwether.models");
        assertThat(models.configs())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("min.compaction.lag.ms", String.valueOf(7 * 24 * 3600 * 1000L))
                .containsEntry("max.message.bytes", String.valueOf(16 << 20));
    }

    @Test
    void run_allTopicsThere_createsNone() throws Exception {
        for (String name : new String[] {"telemetry", "scores", "alerts", "dead-letters", "models"}) {
            cluster.topics.put("bellwether." + name, 2);
        }

        check().run();

        assertThat(cluster.created).isEmpty();
    }

    @Test
    void run_telemetryTopicMissing_saysHowToCreateIt() {
        assertThatThrownBy(() -> check("topics.telemetry", "plant").run())
                .isInstanceOf(ClusterException.class)
                .hasMessage("topic plant does not exist at k:1; create it: kafka-topics.sh --bootstrap-server k:1"
                        + " --create --topic plant --partitions 6");
    }

    @Test
    void run_outputTopicsMissingAndNotToBeCreated_namesThem() {
        cluster.topics.put("bellwether.telemetry", 1);
        cluster.topics.put("bellwether.scores", 1);

        assertThatThrownBy(() -> check("create-topics", "false").run())
                .isInstanceOf(ClusterException.class)
                .hasMessage(
                        "missing at k:1: bellwether.alerts, bellwether.dead-letters, bellwether.models; create them,"
                                + " or set create-topics: true");
    }

    @Test
    void run_noPermissionToCreate_saysSo() {
        cluster.topics.put("bellwether.telemetry", 1);
        cluster.refuseCreation = new TopicAuthorizationException(Set.of("bellwether.scores"));

        assertThatThrownBy(() -> check().run())
                .isInstanceOf(ClusterException.class)
                .hasMessage("Kafka at k:1 gives no permission to create the topic bellwether.scores: Not authorized to"
                        + " access topics: [bellwether.scores]; grant it to this principal");
    }

    @Test
    void run_noPermissionToDescribe_saysSo() {
        cluster.refuseDescription = new TopicAuthorizationException(Set.of("bellwether.telemetry"));

        assertThatThrownBy(() -> check().run())
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("Kafka at k:1 gives no permission to describe the topic bellwether.telemetry");
    }

    @Test
    void run_clusterUnreachable_saysWhere() {
        cluster.silent = true;

        assertThatThrownBy(() -> check().run())
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("Kafka is unreachable at k:1 (no answer for ");
    }

    @Test
    void run_telemetryHasOtherPartitionsThanTheStates_isRefused() {
        cluster.topics.put("bellwether.telemetry", 6);
        cluster.topics.put("bellwether-asset-watches-changelog", 4);

        assertThatThrownBy(() -> check().run())
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("topic bellwether.telemetry has 6 partitions, but the assets' states in"
                        + " bellwether-asset-watches-changelog have 4: ");
    }

    @Test
    void deadLetterBytes_areWhatTheTopicTakes() throws Exception {
        cluster.maxMessageBytes = "2000000";
        assertThat(check().deadLetterBytes()).isEqualTo(2_000_000);

        cluster.maxMessageBytes = null;
        assertThat(check().deadLetterBytes()).isEqualTo(ClusterCheck.USUAL_MAX_MESSAGE);
    }
}
