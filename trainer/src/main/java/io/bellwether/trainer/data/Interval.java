package io.bellwether.trainer.data;

/**
 * A stretch of event time, both ends included; milliseconds since the epoch.
 *
 * @param from its first moment
 * @param to its last moment
 */
public record Interval(long from, long to) {
    public Interval {
        if (to < from) {
            throw new IllegalArgumentException("an interval cannot end at " + to + " and begin at " + from);
        }
    }

    /** Whether any moment of [start, end] lies in this interval. */
    public boolean touches(long start, long end) {
        return start <= to && end >= from;
    }
}
