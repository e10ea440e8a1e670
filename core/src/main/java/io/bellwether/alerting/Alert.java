package io.bellwether.alerting;

import io.bellwether.scoring.ModelRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * One message about one incident.
 *
 * @param id the same in all messages about the incident, and the same again when the input is replayed
 * @param type what kind of incident
 * @param phase whether it has opened, changed or closed
 * @param severity the highest the incident has reached
 * @param asset the machine
 * @param time slot of the frame that caused this message, milliseconds since the epoch
 * @param openedAt slot of the frame that opened the incident
 * @param score of that frame
 * @param threshold it was held against
 * @param sensors those that show it, the largest contribution first
 * @param model which model said it
 * @param positions where in the input to look
 */
public record Alert(
        String id,
        Type type,
        Phase phase,
        Severity severity,
        String asset,
        long time,
        long openedAt,
        double score,
        double threshold,
        List<Suspect> sensors,
        ModelRef model,
        Positions positions) {

    /** What kind of incident an alert is about. */
    public enum Type {
        /** The score has exceeded its threshold. */
        ANOMALY,
        /** A sensor has not changed for longer than it ever did in training. */
        STUCK
    }

    /** The stages of an incident. */
    public enum Phase {
        OPENED,
        UPDATED,
        CLOSED
    }

    /**
     * Positions of readings in their input: Kafka offsets in the input partition, or row numbers of a file.
     *
     * @param opened the reading that opened the incident
     * @param latest the reading that caused this message
     */
    public record Positions(long opened, long latest) {}

    public Alert {
        sensors = List.copyOf(sensors);
    }

    /** The id of the incident of this type that opened at this time on this asset; {@code subject} tells twins apart. */
    public static String id(String asset, Type type, String subject, long openedAt) {
        String name = asset + '\0' + type + '\0' + subject + '\0' + openedAt;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
