package io.bellwether.trainer.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 1s}, {@code 5m}, {@code 12h}, {@code 30d}, {@code PT1.5S}. */
public final class Durations {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private Durations() {}

    /**
     * The duration that {@code text} names.
     *
     * @throws IllegalArgumentException when it names none, or one that is negative or longer than a century
     */
    public static Duration parse(String text) {
        Duration duration = read(text.strip());
        if (duration.isNegative()) {
            throw new IllegalArgumentException("the duration '" + text + "' is negative");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the duration '" + text + "' is longer than a hundred years");
        }
        return duration;
    }

    private static Duration read(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a duration like 500ms, 1s, 5m, 12h or 30d", e);
        }
    }
}
