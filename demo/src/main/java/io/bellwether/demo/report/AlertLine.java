package io.bellwether.demo.report;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.alerting.Suspect;
import io.bellwether.messages.AlertMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** One alert in one line: when, where, what, how bad, and by which sensors. */
public final class AlertLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SENSORS = 2;
    /** A sensor with a smaller part of the score is not named, unless it is the first. */
    private static final double WORTH_NAMING = 0.15;

    private AlertLine() {}

    /** The line, its parts below those of the line before. */
    public static String of(AlertMessage alert, Screen screen) {
        String phase = String.format(Locale.ROOT, "%-7s", alert.phase());
        String severity =
                String.format(Locale.ROOT, "%-8s", alert.severity().toString().toLowerCase(Locale.ROOT));
        String type = String.format(Locale.ROOT, "%-7s", alert.type().toString().toLowerCase(Locale.ROOT));
        return time(alert.ts()) + "  " + String.format(Locale.ROOT, "%-6s", alert.asset()) + "  "
                + screen.paint(tone(alert), phase) + "  " + severity + "  " + type + "  " + story(alert);
    }

    private static Screen.Tone tone(AlertMessage alert) {
        if (alert.phase() == Alert.Phase.CLOSED) {
            return Screen.Tone.GOOD;
        }
        return alert.severity() == Severity.CRITICAL ? Screen.Tone.BAD : Screen.Tone.WARNING;
    }

    private static String story(AlertMessage alert) {
        if (alert.phase() == Alert.Phase.CLOSED) {
            Duration open = Duration.between(Instant.parse(alert.openedAt()), Instant.parse(alert.ts()));
            return "after " + duration(open);
        }
        if (alert.type() == Alert.Type.STUCK) {
            return alert.sensors().stream()
                    .limit(1)
                    .map(sensor -> sensor.sensor() + " stands still at " + quantity(sensor.observed(), sensor.unit()))
                    .collect(Collectors.joining());
        }
        return sensors(alert);
    }

    private static String sensors(AlertMessage alert) {
        return alert.sensors().stream()
                .limit(SENSORS)
                .filter(sensor -> sensor.contribution() >= WORTH_NAMING * alert.score()
                        || sensor.equals(alert.sensors().get(0)))
                .map(AlertLine::sensor)
                .collect(Collectors.joining(", "));
    }

    private static String sensor(Suspect sensor) {
        return sensor.sensor() + " " + number(sensor.observed()) + " instead of "
                + quantity(sensor.expected(), sensor.unit());
    }

    private static String quantity(double value, String unit) {
        return unit.isEmpty() ? number(value) : number(value) + " " + unit;
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "nothing";
        }
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    }

    /** {@code 2026-03-12 12:00}, UTC. */
    static String time(String iso) {
        return TIME.format(Instant.parse(iso));
    }

    /** {@code 45 min}, {@code 3 h 05 min}. */
    static String duration(Duration duration) {
        return duration.toHours() == 0
                ? duration.toMinutes() + " min"
                : String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
    }
}
