package io.bellwether.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.messages.AlertMessage;
import io.bellwether.messages.EventTime;
import io.bellwether.messages.MessageJson;
import io.bellwether.messages.TelemetryDecoder;
import io.bellwether.messages.TelemetryMapping;
import io.bellwether.scoring.ModelRef;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.errors.RefusedError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaTelemetryTest {
    private static final String TELEMETRY = "bellwether.telemetry";
    private static final String ALERTS = "bellwether.alerts";
    private static final long T0 = 1_767_225_600_000L;

    private final List<String> warnings = new ArrayList<>();
    private final Cluster cluster = new Cluster();
    private final KafkaTelemetry telemetry =
            new KafkaTelemetry(Duration.ofSeconds(1), new TelemetryDecoder(TelemetryMapping.wide()), warnings::add);

    @Test
    void readings_ofAllPartitions_areTakenInOrderPerAsset() {
        cluster.topic(TELEMETRY, 2);
        cluster.put(TELEMETRY, 0, T0, "pump-2", wide(T0, "\"flow\": 1.5, \"amps\": 3"));
        cluster.put(TELEMETRY, 1, T0, "pump-1", wide(T0, "\"amps\": 4, \"flow\": null"));
        cluster.put(TELEMETRY, 1, T0 + 1000, "pump-1", wide(T0 + 1000, "\"amps\": 5, \"flow\": 2.5"));

        telemetry.readings(cluster, TELEMETRY, Instant.ofEpochMilli(T0));

        Recording recording = telemetry.recording();
        assertThat(recording.assets()).extracting(AssetReadings::asset).containsExactly("pump-1", "pump-2");
        assertThat(recording.features()).extracting(Sensor::name).containsExactly("amps", "flow");
        AssetReadings one = recording.assets().get(0);
        assertThat(one.size()).isEqualTo(4);
        assertThat(one.value(0)).isEqualTo(4);
        assertThat(one.value(1)).isNaN();
        assertThat(one.time(2)).isEqualTo(T0 + 1000);
        assertThat(one.source()).isEqualTo(TELEMETRY);
    }

    @Test
    void records_beforeTheSpanOrAfterTheEnd_areNotRead() {
        cluster.topic(TELEMETRY, 1);
        for (int i = 0; i < 10; i++) {
            cluster.put(TELEMETRY, 0, T0 + 1000L * i, "p", wide(T0 + 1000L * i, "\"a\": " + i));
        }
        cluster.endsAt(TELEMETRY, 0, 8); // two more arrive while reading

        telemetry.readings(cluster, TELEMETRY, Instant.ofEpochMilli(T0 + 3000));

        AssetReadings readings = telemetry.recording().assets().get(0);
        assertThat(readings.size()).isEqualTo(5);
        assertThat(readings.value(0)).isEqualTo(3);
        assertThat(readings.value(4)).isEqualTo(7);
    }

    @Test
    void records_thatAreNoTelemetry_areCountedAndLeftOut() {
        cluster.topic(TELEMETRY, 1);
        cluster.put(TELEMETRY, 0, T0, "p", "not json");
        cluster.put(TELEMETRY, 0, T0, "p", "{\"flow\": 1}");
        cluster.put(TELEMETRY, 0, T0, "p", wide(T0, "\"flow\": 1, \"amps\": \"two\""));

        telemetry.readings(cluster, TELEMETRY, Instant.ofEpochMilli(T0));

        assertThat(telemetry.recording().assets().get(0).size()).isEqualTo(2);
        assertThat(warnings).hasSize(1).first().asString().contains("1 not_json", "1 no_timestamp", "1 not_a_number");
    }

    @Test
    void topic_withoutReadings_isRefused() {
        cluster.topic(TELEMETRY, 1);

        assertThatThrownBy(() -> telemetry.readings(cluster, TELEMETRY, Instant.ofEpochMilli(T0)))
                .isInstanceOf(RefusedError.class)
                .hasMessage("there are no readings, topic 'bellwether.telemetry' since 2026-01-01T00:00:00Z:"
                        + " choose an earlier --since");
    }

    @Test
    void topic_missing_isSaid() {
        assertThatThrownBy(() -> telemetry.readings(cluster, "nowhere", Instant.EPOCH))
                .isInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void alerts_openedAndClosed_areLeftOutOfTheirAsset() {
        telemetryOfTwoPumps();
        cluster.topic(ALERTS, 1);
        cluster.put(ALERTS, 0, T0, "a", alert("1", "pump-1", Alert.Phase.OPENED, T0 + 10_000, T0 + 10_000));
        cluster.put(ALERTS, 0, T0, "a", alert("1", "pump-1", Alert.Phase.UPDATED, T0 + 10_000, T0 + 12_000));
        cluster.put(ALERTS, 0, T0, "a", alert("1", "pump-1", Alert.Phase.CLOSED, T0 + 10_000, T0 + 15_000));
        cluster.put(ALERTS, 0, T0, "a", alert("2", "pump-2", Alert.Phase.OPENED, T0 + 20_000, T0 + 20_000));
        cluster.put(ALERTS, 0, T0, "a", alert("3", "unheard of", Alert.Phase.OPENED, T0, T0));

        telemetry.leaveOutAlerts(cluster, ALERTS, true);

        List<AssetReadings> assets = telemetry.recording().assets();
        assertThat(assets).hasSize(2);
        assertThat(assets.get(0).leftOut()).containsExactly(new Interval(T0 + 10_000, T0 + 15_000));
        assertThat(assets.get(1).leftOut()).containsExactly(new Interval(T0 + 20_000, Long.MAX_VALUE));
        assertThat(warnings).isEmpty();
    }

    @Test
    void alerts_thatNeverClosed_endWhereTheNextOfTheirKindBegins() {
        telemetryOfTwoPumps();
        cluster.topic(ALERTS, 1);
        cluster.put(ALERTS, 0, T0, "a", alert("1", "pump-1", Alert.Phase.OPENED, T0 + 10_000, T0 + 10_000));
        cluster.put(ALERTS, 0, T0, "a", alert("2", "pump-1", Alert.Phase.OPENED, T0 + 50_000, T0 + 50_000));
        cluster.put(ALERTS, 0, T0, "a", alert("2", "pump-1", Alert.Phase.CLOSED, T0 + 50_000, T0 + 55_000));

        telemetry.leaveOutAlerts(cluster, ALERTS, true);

        assertThat(telemetry.recording().assets().get(0).leftOut())
                .containsExactly(new Interval(T0 + 10_000, T0 + 50_000), new Interval(T0 + 50_000, T0 + 55_000));
    }

    @Test
    void alerts_thatAreNone_areCountedAndLeftAlone() {
        telemetryOfTwoPumps();
        cluster.topic(ALERTS, 1);
        cluster.put(ALERTS, 0, T0, "a", "not json");
        cluster.put(ALERTS, 0, T0, "a", "{\"asset\": \"pump-1\"}");

        telemetry.leaveOutAlerts(cluster, ALERTS, true);

        assertThat(warnings).hasSize(1).first().asString().startsWith("2 records of topic");
        assertThat(telemetry.recording().assets().get(0).leftOut()).isEmpty();
    }

    @Test
    void alertsTopic_missing_isAnErrorOnlyWhenAskedFor() {
        telemetryOfTwoPumps();

        telemetry.leaveOutAlerts(cluster, ALERTS, false);

        assertThat(warnings).hasSize(1).first().asString().contains("there is no topic 'bellwether.alerts'");
        assertThatThrownBy(() -> telemetry.leaveOutAlerts(cluster, ALERTS, true))
                .isInstanceOf(UnknownTopicOrPartitionException.class);
    }

    private void telemetryOfTwoPumps() {
        cluster.topic(TELEMETRY, 1);
        cluster.put(TELEMETRY, 0, T0, "pump-1", wide(T0, "\"a\": 1"));
        cluster.put(TELEMETRY, 0, T0, "pump-2", wide(T0, "\"a\": 1"));
        telemetry.readings(cluster, TELEMETRY, Instant.ofEpochMilli(T0));
    }

    private static String wide(long time, String values) {
        return "{\"ts\": " + time + ", " + values + "}";
    }

    private static String alert(String id, String asset, Alert.Phase phase, long openedAt, long now) {
        AlertMessage message = new AlertMessage(
                id,
                Alert.Type.ANOMALY,
                phase,
                Severity.WARNING,
                asset,
                EventTime.format(now),
                EventTime.format(openedAt),
                5,
                3,
                List.of(),
                new ModelRef("m", "1.0.0", "0".repeat(64)),
                new AlertMessage.Input(TELEMETRY, 0, 1, 2));
        return new String(MessageJson.write(message), StandardCharsets.UTF_8);
    }

    /** Kafka's own mock, which knows its topics and answers questions about times. */
    private static final class Cluster extends MockConsumer<byte[], byte[]> {
        private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs = new HashMap<>();

        Cluster() {
            super("none");
        }

        void topic(String topic, int partitions) {
            List<PartitionInfo> infos = new ArrayList<>();
            Map<TopicPartition, Long> begin = new HashMap<>();
            for (int p = 0; p < partitions; p++) {
                TopicPartition partition = new TopicPartition(topic, p);
                infos.add(new PartitionInfo(topic, p, Node.noNode(), new Node[0], new Node[0]));
                logs.put(partition, new ArrayList<>());
                begin.put(partition, 0L);
            }
            updatePartitions(topic, infos);
            updateBeginningOffsets(begin);
            updateEndOffsets(begin);
        }

        void put(String topic, int partition, long timestamp, String key, String value) {
            TopicPartition at = new TopicPartition(topic, partition);
            List<ConsumerRecord<byte[], byte[]>> log = logs.get(at);
            log.add(new ConsumerRecord<>(
                    topic,
                    partition,
                    log.size(),
                    timestamp,
                    TimestampType.CREATE_TIME,
                    key.length(),
                    value.length(),
                    key.getBytes(StandardCharsets.UTF_8),
                    value.getBytes(StandardCharsets.UTF_8),
                    new RecordHeaders(),
                    Optional.empty()));
            endsAt(topic, partition, log.size());
        }

        void endsAt(String topic, int partition, long offset) {
            updateEndOffsets(Map.of(new TopicPartition(topic, partition), offset));
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times, Duration timeout) {
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            times.forEach((partition, time) -> logs.get(partition).stream()
                    .filter(record -> record.timestamp() >= time)
                    .findFirst()
                    .ifPresent(record ->
                            found.put(partition, new OffsetAndTimestamp(record.offset(), record.timestamp()))));
            return found;
        }

        @Override
        public synchronized void assign(Collection<TopicPartition> partitions) {
            super.assign(partitions);
            partitions.forEach(partition -> logs.get(partition).forEach(this::addRecord));
        }
    }
}
