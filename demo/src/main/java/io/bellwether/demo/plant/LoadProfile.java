package io.bellwether.demo.plant;

/**
 * The pump's relative speed, minute by minute: a set point that follows the shifts and is moved at random within them,
 * reached on a ramp, with a little hunting of the drive.
 */
final class LoadProfile {
    private static final double SLOWEST = 0.72;
    private static final double FASTEST = 1.0;
    private static final double BAND = 0.09;
    private static final double WEEKEND_DROP = 0.04;
    private static final int SHIFT_MINUTES = 8 * 60;
    /** Night from 22:00, early from 06:00, late from 14:00. */
    private static final double[] SHIFT_SPEED = {0.80, 0.92, 0.87};

    private static final double FASTEST_RAMP = 0.005;
    private static final double APPROACH_MINUTES = 4;
    private static final double RAMP_START_MINUTES = 2;

    private final RandomSource random;
    private final RandomSource.Wander hunting;
    private double setPoint;
    private double speed;
    private double ramp;
    private long nextMove = Long.MIN_VALUE;

    LoadProfile(RandomSource random) {
        this.random = random;
        this.hunting = random.wander(0.0015, 5);
        this.speed = SHIFT_SPEED[0];
    }

    /** The relative speed at the given minute since 1970, which must be one after the last. */
    double next(long epochMinute) {
        if (epochMinute >= nextMove || shiftStarts(epochMinute)) {
            double target = shiftSpeed(epochMinute) + random.uniform(-BAND, BAND);
            setPoint = StrictMath.max(SLOWEST, StrictMath.min(FASTEST, target));
            nextMove = epochMinute + StrictMath.round(random.uniform(40, 150));
        }
        double wanted = (setPoint - speed) / APPROACH_MINUTES;
        double limited = StrictMath.max(-FASTEST_RAMP, StrictMath.min(FASTEST_RAMP, wanted));
        ramp += (limited - ramp) / RAMP_START_MINUTES;
        speed += ramp;
        return speed + hunting.next();
    }

    private static boolean shiftStarts(long epochMinute) {
        return StrictMath.floorMod(epochMinute + 2 * 60, SHIFT_MINUTES) == 0;
    }

    private static double shiftSpeed(long epochMinute) {
        int minuteOfDay = PlantClock.minuteOfDay(epochMinute + 2 * 60);
        double drop = PlantClock.isWeekend(epochMinute) ? WEEKEND_DROP : 0;
        return SHIFT_SPEED[minuteOfDay / SHIFT_MINUTES] - drop;
    }
}
