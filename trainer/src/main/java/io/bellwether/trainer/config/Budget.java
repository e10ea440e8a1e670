package io.bellwether.trainer.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many false alarms an asset may raise in a time of normal operation: {@code 1 per week}, {@code 2 per day},
 * {@code 1 per 30d}, {@code 3 per 2 weeks}.
 *
 * @param text as it was written
 * @param count more than 0
 * @param time in which they may be raised
 */
public record Budget(String text, double count, Duration time) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s+per\\s+(.+)");
    private static final Pattern WORDS = Pattern.compile("(\\d{1,4}\\s+)?(hour|day|week|month|year)s?");
    private static final double DAY = 86_400;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static Budget parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = FORM.matcher(plain);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a budget like '1 per week', '2 per day' or '1 per 30d'");
        }
        double count = Double.parseDouble(matcher.group(1));
        if (count == 0) {
            throw new IllegalArgumentException("the budget '" + text + "' allows no alarm at all; no threshold can"
                    + " promise that, allow few instead");
        }
        Duration time = time(matcher.group(2).strip(), text);
        if (time.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("the budget '" + text + "' is for less than a minute; say it per hour");
        }
        return new Budget(plain, count, time);
    }

    private static Duration time(String text, String whole) {
        Matcher matcher = WORDS.matcher(text);
        if (matcher.matches()) {
            long times = matcher.group(1) == null
                    ? 1
                    : Long.parseLong(matcher.group(1).strip());
            return switch (matcher.group(2)) {
                case "hour" -> Duration.ofHours(times);
                case "day" -> Duration.ofDays(times);
                case "week" -> Duration.ofDays(7 * times);
                case "month" -> Duration.ofDays(30 * times);
                default -> Duration.ofDays(365 * times);
            };
        }
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' in the budget '" + whole + "' is no time like day, week, 12h or 30d, up to a"
                            + " hundred years",
                    e);
        }
    }

    /** False alarms a day. */
    public double perDay() {
        return count * DAY / time.toMillis() * 1e3;
    }
}
