package io.bellwether.demo.plant;

import java.time.Instant;

/** Calendar arithmetic on minutes since 1970 in UTC, which is the plant's local time. */
final class PlantClock {
    private static final int MINUTES_PER_DAY = 24 * 60;
    /** 1970-01-01 was a Thursday; counted from Monday = 0. */
    private static final int FIRST_WEEKDAY = 3;

    private static final int SATURDAY = 5;

    private PlantClock() {}

    static long epochMinute(Instant time) {
        return StrictMath.floorDiv(time.getEpochSecond(), 60L);
    }

    static int minuteOfDay(long epochMinute) {
        return StrictMath.floorMod(epochMinute, MINUTES_PER_DAY);
    }

    static boolean isWeekend(long epochMinute) {
        long day = StrictMath.floorDiv(epochMinute, (long) MINUTES_PER_DAY);
        return StrictMath.floorMod(day + FIRST_WEEKDAY, 7) >= SATURDAY;
    }

    /** A daily cosine in -1..1 with its maximum at the given hour. */
    static double dailyCycle(long epochMinute, double peakHour) {
        double day = minuteOfDay(epochMinute) / (double) MINUTES_PER_DAY - peakHour / 24;
        return StrictMath.cos(2 * StrictMath.PI * day);
    }
}
