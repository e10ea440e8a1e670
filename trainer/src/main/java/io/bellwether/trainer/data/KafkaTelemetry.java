package io.bellwether.trainer.data;

import io.bellwether.alerting.Alert;
import io.bellwether.messages.AlertMessage;
import io.bellwether.messages.Decoded;
import io.bellwether.messages.EventTime;
import io.bellwether.messages.MessageJson;
import io.bellwether.messages.Rejection;
import io.bellwether.messages.TelemetryDecoder;
import io.bellwether.series.Reading;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.errors.RefusedError;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Readings from the telemetry topic, without the times in which an alert was open. */
public final class KafkaTelemetry {
    private final TelemetryDecoder decoder;
    private final Duration timeout;
    private final java.util.function.Consumer<String> warnings;
    private final Recording.Builder recording = new Recording.Builder();
    private final Map<Rejection.Reason, Long> rejected = new EnumMap<>(Rejection.Reason.class);
    private long readings;

    /**
     * Knows nothing yet.
     *
     * @param timeout for each answer of Kafka
     * @param warnings takes one line for everything the user should know
     */
    public KafkaTelemetry(Duration timeout, TelemetryDecoder decoder, java.util.function.Consumer<String> warnings) {
        this.timeout = timeout;
        this.decoder = decoder;
        this.warnings = warnings;
    }

    /**
     * Takes all readings of event time {@code since} or later.
     *
     * @param consumer belongs to no group
     * @throws UnknownTopicOrPartitionException when there is no such topic
     * @throws RefusedError when it holds no reading
     */
    public void readings(Consumer<byte[], byte[]> consumer, String topic, Instant since) {
        new TopicReader(consumer, timeout)
                .read(topic, since.toEpochMilli(), record -> take(record, since.toEpochMilli()));
        if (!rejected.isEmpty()) {
            warnings.accept("of topic '" + topic + "' these could not be read and are left out: "
                    + rejected.entrySet().stream()
                            .map(entry ->
                                    entry.getValue() + " " + entry.getKey().label())
                            .collect(Collectors.joining(", ")));
        }
        if (readings == 0) {
            throw new RefusedError(
                    "there are no readings, topic '" + topic + "' since " + since + ": choose an earlier --since");
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, long since) {
        Decoded decoded = decoder.decode(record.key(), record.value(), record.timestamp());
        if (decoded instanceof Decoded.Rejected refused) {
            count(refused.rejection());
        } else if (decoded instanceof Decoded.Accepted accepted) {
            accepted.rejections().forEach(this::count);
            AssetReadings asset = recording.asset(accepted.asset(), record.topic());
            for (Reading reading : accepted.readings()) {
                if (reading.time() >= since) {
                    asset.add(
                            recording.sensor(new Sensor(reading.sensor(), "")), reading.time(), reading.usableValue());
                    readings++;
                }
            }
        }
    }

    private void count(Rejection rejection) {
        rejected.merge(rejection.reason(), 1L, Long::sum);
    }

    /**
     * Leaves out every interval in which an alert was open; one that never closed lasts for ever.
     *
     * @param consumer belongs to no group
     * @param required whether it is an error that there is no such topic
     * @throws UnknownTopicOrPartitionException when it is required and missing
     */
    public void leaveOutAlerts(Consumer<byte[], byte[]> consumer, String topic, boolean required) {
        Map<String, OpenAlert> alerts = new LinkedHashMap<>();
        long[] unreadable = new long[1];
        try {
            new TopicReader(consumer, timeout).read(topic, 0, record -> {
                if (!take(record.value(), alerts)) {
                    unreadable[0]++;
                }
            });
        } catch (UnknownTopicOrPartitionException e) {
            if (required) {
                throw e;
            }
            warnings.accept("there is no topic '" + topic + "', so no time is left out for alerts");
        }
        if (unreadable[0] > 0) {
            warnings.accept(unreadable[0] + " records of topic '" + topic + "' are no alerts and count for nothing");
        }
        for (OpenAlert alert : alerts.values()) {
            long to = Math.max(alert.from, Math.min(alert.to, nextOfItsKind(alert, alerts.values())));
            recording.existing(alert.asset).ifPresent(readings -> readings.leaveOut(new Interval(alert.from, to)));
        }
    }

    /** An incident whose end got lost, with the state of its asset, has ended at the latest when its like began. */
    private static long nextOfItsKind(OpenAlert alert, Iterable<OpenAlert> all) {
        long next = Long.MAX_VALUE;
        for (OpenAlert other : all) {
            if (other.from > alert.from && other.asset.equals(alert.asset) && other.kind.equals(alert.kind)) {
                next = Math.min(next, other.from);
            }
        }
        return next;
    }

    /** Of one kind only one incident can be open on an asset: anomaly, or one stuck sensor. */
    private record OpenAlert(String asset, String kind, long from, long to) {}

    private static boolean take(byte @Nullable [] value, Map<String, OpenAlert> alerts) {
        if (value == null) {
            return false;
        }
        AlertMessage alert;
        try {
            alert = MessageJson.read(value, AlertMessage.class);
        } catch (IOException e) {
            return false;
        }
        OptionalLong from = EventTime.ISO.parse(String.valueOf(alert.openedAt()));
        OptionalLong now = EventTime.ISO.parse(String.valueOf(alert.ts()));
        if (from.isEmpty() || now.isEmpty() || alert.asset() == null || alert.id() == null) {
            return false;
        }
        long to = alert.phase() == Alert.Phase.CLOSED ? now.getAsLong() : Long.MAX_VALUE;
        boolean stuck = alert.type() == Alert.Type.STUCK && !alert.sensors().isEmpty();
        String kind = stuck ? alert.sensors().get(0).sensor() : String.valueOf(alert.type());
        alerts.put(alert.id(), new OpenAlert(alert.asset(), kind, from.getAsLong(), to));
        return true;
    }

    /** All that was read; sensors by name, since partitions come in any order. */
    public Recording recording() {
        return recording.buildByName();
    }
}
