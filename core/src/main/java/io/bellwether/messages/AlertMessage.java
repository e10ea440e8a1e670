package io.bellwether.messages;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.alerting.Suspect;
import io.bellwether.scoring.ModelRef;
import java.util.List;

/**
 * A record of the alerts topic.
 *
 * @param id the same in all messages about the incident, and the same again after a replay
 * @param type what kind of incident
 * @param phase opened, updated or closed
 * @param severity the highest so far
 * @param asset the machine
 * @param ts slot of the frame that caused this message, ISO 8601
 * @param openedAt slot of the frame that opened the incident, ISO 8601
 * @param score of the frame that caused this message
 * @param threshold it was held against
 * @param sensors those that show it, the largest contribution first
 * @param model which model said it
 * @param input where the readings stand
 */
public record AlertMessage(
        String id,
        Alert.Type type,
        Alert.Phase phase,
        Severity severity,
        String asset,
        String ts,
        String openedAt,
        double score,
        double threshold,
        List<Suspect> sensors,
        ModelRef model,
        Input input) {

    /**
     * Where the readings stand: all that is needed to replay the incident.
     *
     * @param topic the telemetry topic
     * @param partition of that topic
     * @param openedOffset of the reading that opened the incident
     * @param offset of the reading that caused this message
     */
    public record Input(String topic, int partition, long openedOffset, long offset) {}

    /** The message for one alert that was raised by readings of this topic partition. */
    public static AlertMessage of(Alert alert, String topic, int partition) {
        return new AlertMessage(
                alert.id(),
                alert.type(),
                alert.phase(),
                alert.severity(),
                alert.asset(),
                EventTime.format(alert.time()),
                EventTime.format(alert.openedAt()),
                alert.score(),
                alert.threshold(),
                alert.sensors(),
                alert.model(),
                new Input(
                        topic,
                        partition,
                        alert.positions().opened(),
                        alert.positions().latest()));
    }
}
