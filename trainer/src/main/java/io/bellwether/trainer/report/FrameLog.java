package io.bellwether.trainer.report;

import java.util.Arrays;

/**
 * Numbers of the frames of one asset, as many as a plot can use: once there are too many, so many frames in a row are
 * told by two points, the lowest and the highest value of each number, in the order in which they came. So no extreme
 * is ever lost, and memory is bounded however long the recording is.
 */
final class FrameLog {
    private static final int GROUP = 4; // points that become two

    private final int limit; // points
    private final long[] times; // (points) milliseconds since the epoch
    private final double[][] values; // (numbers, points) NaN = none
    private final Extremes[] pending; // (numbers) of the bucket that is being filled
    private int points;
    private int bucket = 1; // frames
    private int filled; // frames of the pending bucket
    private long firstTime; // of the pending bucket
    private long middleTime;

    /**
     * An empty log.
     *
     * @param numbers that every frame has
     * @param most points to hold; at least 4
     */
    FrameLog(int numbers, int most) {
        limit = most - most % GROUP;
        if (limit < GROUP) {
            throw new IllegalArgumentException("a log holds at least " + GROUP + " points, not " + most);
        }
        times = new long[limit];
        values = new double[numbers][limit];
        pending = new Extremes[numbers];
        Arrays.setAll(pending, n -> new Extremes());
    }

    /**
     * Takes a frame.
     *
     * @param time later than the last one's, milliseconds since the epoch
     * @param numbers (numbers) NaN = none
     */
    void add(long time, double[] numbers) {
        if (filled == 0) {
            if (points == limit) {
                halve();
            }
            firstTime = time;
        }
        if (filled <= bucket / 2) {
            middleTime = time;
        }
        for (int n = 0; n < pending.length; n++) {
            pending[n].take(numbers[n]);
        }
        filled++;
        if (filled == bucket) {
            flush();
        }
    }

    /** Makes points of the frames that are still waiting for others; nothing is to be added after it. */
    void close() {
        if (filled > 0) {
            flush();
        }
    }

    private void flush() {
        boolean single = filled == 1;
        for (int n = 0; n < pending.length; n++) {
            values[n][points] = pending[n].first();
            if (!single) {
                values[n][points + 1] = pending[n].second();
            }
            pending[n].clear();
        }
        times[points++] = firstTime;
        if (!single) {
            times[points++] = middleTime;
        }
        filled = 0;
    }

    private void halve() {
        Extremes extremes = new Extremes();
        for (double[] number : values) {
            for (int from = 0; from < limit; from += GROUP) {
                extremes.clear();
                for (int p = from; p < from + GROUP; p++) {
                    extremes.take(number[p]);
                }
                number[from / 2] = extremes.first();
                number[from / 2 + 1] = extremes.second();
            }
        }
        for (int from = 0; from < limit; from += GROUP) {
            times[from / 2] = times[from];
            times[from / 2 + 1] = times[from + GROUP / 2];
        }
        points = limit / 2;
        bucket = bucket == 1 ? GROUP : 2 * bucket;
    }

    /** The number of points; frames, as long as {@link #framesPerPair} is 1. */
    int points() {
        return points;
    }

    /** How many frames two points stand for; 1 when every frame has a point of its own. */
    int framesPerPair() {
        return bucket;
    }

    /** Time of a point, milliseconds since the epoch; ascending. */
    long time(int point) {
        return times[point];
    }

    /** One of the numbers at a point; NaN where there is none. */
    double value(int number, int point) {
        return values[number][point];
    }

    /** The lowest and the highest of some values, in the order in which they came. */
    private static final class Extremes {
        private double low = Double.NaN;
        private double high = Double.NaN;
        private boolean lowFirst;

        void take(double value) {
            if (Double.isNaN(value)) {
                return;
            }
            if (!(value >= low)) { // or there is none yet
                low = value;
                lowFirst = Double.isNaN(high);
            }
            if (!(value <= high)) {
                high = value;
                lowFirst = true;
            }
        }

        double first() {
            return lowFirst ? low : high;
        }

        double second() {
            return lowFirst ? high : low;
        }

        void clear() {
            low = Double.NaN;
            high = Double.NaN;
            lowFirst = false;
        }
    }
}
