package io.bellwether.trainer.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How good some alarms are, counted in rows and in events. An event is a run of labelled rows; a false alarm is a run of
 * alarms that touches no event. Counts of several files can be pooled. There is no point-adjusted figure: it credits a
 * whole event for a single lucky row.
 *
 * @param truePositives labelled rows with an alarm
 * @param falsePositives rows with an alarm and no label
 * @param trueNegatives rows with neither
 * @param falseNegatives labelled rows without an alarm
 * @param events runs of labelled rows
 * @param falseAlarms runs of alarms that touch no event
 * @param normalDays time without a label; a gap in the rows counts for at most 10 times the median
 *     distance of rows whose times differ
 * @param delays seconds from the begin of each event that was found to the first alarm in it
 */
public record Detection(
        long truePositives,
        long falsePositives,
        long trueNegatives,
        long falseNegatives,
        int events,
        int falseAlarms,
        double normalDays,
        List<Double> delays) {
    private static final double DAY = 86_400;
    private static final double LONGEST_GAP = 10;

    public Detection {
        delays = List.copyOf(delays);
    }

    /** No rows at all. */
    public static Detection none() {
        return new Detection(0, 0, 0, 0, 0, 0, 0, List.of());
    }

    /**
     * Counts one series.
     *
     * @param label (rows) whether the row is anomalous
     * @param alarm (rows)
     * @param seconds (rows) ascending; rows may share one
     * @param period seconds between two rows, for when no two differ in time
     */
    public static Detection of(boolean[] label, boolean[] alarm, double[] seconds, double period) {
        long[] counts = new long[4];
        for (int row = 0; row < label.length; row++) {
            counts[(label[row] ? 2 : 0) + (alarm[row] ? 1 : 0)]++;
        }
        List<Double> delays = new ArrayList<>();
        int events = 0;
        for (int from = 0; from < label.length; from++) {
            if (label[from]) {
                int to = endOfRun(label, from);
                events++;
                int first = firstIn(alarm, from, to);
                if (first < to) {
                    delays.add(seconds[first] - seconds[from]);
                }
                from = to;
            }
        }
        int falseAlarms = 0;
        for (int from = 0; from < alarm.length; from++) {
            if (alarm[from]) {
                int to = endOfRun(alarm, from);
                falseAlarms += firstIn(label, from, to) < to ? 0 : 1;
                from = to;
            }
        }
        double normalDays = normalDays(label, seconds, period);
        return new Detection(counts[3], counts[1], counts[0], counts[2], events, falseAlarms, normalDays, delays);
    }

    private static int endOfRun(boolean[] marks, int from) {
        int to = from;
        while (to < marks.length && marks[to]) {
            to++;
        }
        return to;
    }

    private static int firstIn(boolean[] marks, int from, int to) {
        int at = from;
        while (at < to && !marks[at]) {
            at++;
        }
        return at;
    }

    private static double normalDays(boolean[] label, double[] seconds, double period) {
        double[] steps = new double[Math.max(0, seconds.length - 1)];
        for (int row = 0; row < steps.length; row++) {
            steps[row] = seconds[row + 1] - seconds[row];
        }
        double usual = median(Arrays.stream(steps).filter(step -> step > 0).toArray(), period);
        double normal = 0;
        for (int row = 0; row < label.length; row++) {
            if (!label[row]) {
                normal += Math.min(row < steps.length ? steps[row] : usual, LONGEST_GAP * usual);
            }
        }
        return normal / DAY;
    }

    private static double median(double[] values, double otherwise) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? otherwise : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** These counts and those of another series together. */
    public Detection plus(Detection other) {
        List<Double> both = new ArrayList<>(delays);
        both.addAll(other.delays);
        return new Detection(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                trueNegatives + other.trueNegatives,
                falseNegatives + other.falseNegatives,
                events + other.events,
                falseAlarms + other.falseAlarms,
                normalDays + other.normalDays,
                both);
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? Double.NaN : part / whole;
    }

    public double precision() {
        return ratio((double) truePositives, (double) truePositives + falsePositives);
    }

    /** Share of labelled rows with an alarm. */
    public double recall() {
        return ratio((double) truePositives, (double) truePositives + falseNegatives);
    }

    /** Harmonic mean of precision and recall, over rows. */
    public double f1() {
        return ratio(2.0 * truePositives, 2.0 * truePositives + falsePositives + falseNegatives);
    }

    /** Share of rows without a label that have an alarm. */
    public double falseAlarmRate() {
        return ratio((double) falsePositives, (double) falsePositives + trueNegatives);
    }

    /** Share of labelled rows without an alarm. */
    public double missedRate() {
        return ratio((double) falseNegatives, (double) falseNegatives + truePositives);
    }

    /** Share of events with an alarm in them. */
    public double eventRecall() {
        return ratio((double) delays.size(), events);
    }

    public double falseAlarmsPerDay() {
        return ratio(falseAlarms, normalDays);
    }

    /** Seconds, over the events that were found. */
    public double meanDelay() {
        return ratio(delays.stream().mapToDouble(Double::doubleValue).sum(), delays.size());
    }

    /** Seconds, over the events that were found. */
    public double medianDelay() {
        return median(delays.stream().mapToDouble(Double::doubleValue).toArray(), Double.NaN);
    }
}
