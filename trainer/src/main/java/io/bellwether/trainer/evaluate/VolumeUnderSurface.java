package io.bellwether.trainer.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * Volume under the surface (Paparrizos et al., "Volume Under the Surface: A New Accuracy Evaluation Measure for
 * Time-Series Anomaly Detection", PVLDB 15(11), 2022): the area under the precision-recall or ROC curve, averaged over
 * the length l = 0 .. window of a buffer around every event. Buffers reach l / 2 rows to both sides with labels that
 * fall from 1 as sqrt(1 - distance / l), so an alarm close to an event is worth something; recall is weighted with the
 * share of events that are found at all.
 */
final class VolumeUnderSurface {
    /*
     * A row is only known by the first threshold, counted from the highest, that it reaches. So a buffer length costs a
     * pass over the buffers and one over the thresholds, and nothing is sorted twice.
     */
    private static final int THRESHOLDS = 250;

    private final LabelledSeries series;
    private final List<Event> events;
    private final int window;
    private final int[] level; // (rows) the first threshold that the row reaches
    private final double[] alarms = new double[THRESHOLDS]; // rows at or above each threshold
    private final double[] hits = new double[THRESHOLDS]; // labelled ones among them
    private final double labelled;
    private final double[] soft; // (rows) labels of the buffers
    private final int[] softRows; // (rows) where they are not 0
    private double areasUnderPr;
    private double areasUnderRoc;

    /**
     * @param series with scores
     * @param window longest buffer, rows
     */
    VolumeUnderSurface(LabelledSeries series, int window) {
        this.series = series;
        this.window = window;
        events = Event.of(series);
        labelled = series.labelled();
        level = new int[series.rows()];
        soft = new double[series.rows()];
        softRows = new int[series.rows()];
        level();
        for (int length = 0; length <= window && !events.isEmpty(); length++) {
            add(length);
        }
    }

    /** Under the precision-recall curves; NaN when no row is labelled. */
    double precisionRecall() {
        return events.isEmpty() ? Double.NaN : areasUnderPr / (window + 1);
    }

    /** Under the ROC curves; NaN when all rows are of one class. */
    double roc() {
        return events.isEmpty() ? Double.NaN : areasUnderRoc / (window + 1);
    }

    private void level() {
        int rows = level.length;
        double[] falling = new double[rows]; // negated scores, so that the highest come first
        for (int row = 0; row < rows; row++) {
            falling[row] = -series.score(row) + 0.0;
        }
        double[] sorted = falling.clone();
        Arrays.sort(sorted);
        double[] thresholds = new double[THRESHOLDS];
        double step = (rows - 1) / (THRESHOLDS - 1.0);
        for (int t = 0; t < THRESHOLDS; t++) {
            thresholds[t] = sorted[t == THRESHOLDS - 1 ? rows - 1 : (int) (t * step)];
        }
        for (int row = 0; row < rows; row++) {
            level[row] = firstAtLeast(thresholds, falling[row]);
            alarms[level[row]]++;
            hits[level[row]] += series.isLabelled(row) ? 1 : 0;
        }
        Arrays.parallelPrefix(alarms, Double::sum);
        Arrays.parallelPrefix(hits, Double::sum);
    }

    private static int firstAtLeast(double[] sorted, double value) {
        int from = 0;
        int to = sorted.length - 1;
        while (from < to) {
            int middle = (from + to) / 2;
            if (sorted[middle] >= value) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    private void add(int length) {
        double[] near = softHits(length);
        double[] found = eventsFound(length / 2);
        double rows = level.length;
        double recallBefore = 0;
        double falseBefore = 0;
        for (int t = 0; t < THRESHOLDS; t++) {
            double positives = labelled + near[t] / 2; // mean of the hard and the softened number
            double truePositives = hits[t] + near[t];
            double recall = Math.min(truePositives / positives, 1) * found[t];
            double falseRate = (alarms[t] - truePositives) / (rows - positives);
            areasUnderPr += (recall - recallBefore) * truePositives / alarms[t];
            areasUnderRoc += (falseRate - falseBefore) * (recall + recallBefore) / 2;
            recallBefore = recall;
            falseBefore = falseRate;
        }
        areasUnderRoc += (1 - falseBefore) * (1 + recallBefore) / 2;
    }

    /** (thresholds) Sum of the buffers' labels in rows at or above each. */
    private double[] softHits(int length) {
        int count = 0;
        for (Event event : events) {
            for (int distance = 1; distance <= length / 2; distance++) {
                double label = Math.sqrt(1 - (double) distance / length);
                int before = event.first() - distance;
                int after = event.last() + distance;
                count = before >= event.start() ? soften(before, label, count) : count;
                count = after < event.end() ? soften(after, label, count) : count;
            }
        }
        double[] near = new double[THRESHOLDS];
        for (int i = 0; i < count; i++) {
            int row = softRows[i];
            near[level[row]] += Math.min(soft[row], 1);
            soft[row] = 0;
        }
        Arrays.parallelPrefix(near, Double::sum);
        return near;
    }

    private int soften(int row, double label, int count) {
        if (series.isLabelled(row)) {
            return count;
        }
        boolean isNew = soft[row] == 0;
        soft[row] += label;
        if (isNew) {
            softRows[count] = row;
        }
        return isNew ? count + 1 : count;
    }

    /** (thresholds) Share of the events, with their buffers, that have an alarm; touching buffers make one event. */
    private double[] eventsFound(int reach) {
        double[] found = new double[THRESHOLDS];
        int zones = 0;
        for (int e = 0; e < events.size(); ) {
            Event first = events.get(e);
            Event last = first;
            for (e++; e < events.size() && touch(last, events.get(e), reach); e++) {
                last = events.get(e);
            }
            int highest = THRESHOLDS - 1;
            int end = Math.min(last.last() + reach, last.end() - 1);
            for (int row = Math.max(first.first() - reach, first.start()); row <= end; row++) {
                highest = Math.min(highest, level[row]);
            }
            found[highest]++;
            zones++;
        }
        Arrays.parallelPrefix(found, Double::sum);
        for (int t = 0; t < THRESHOLDS; t++) {
            found[t] /= zones;
        }
        return found;
    }

    private static boolean touch(Event one, Event next, int reach) {
        return one.start() == next.start() && one.last() + reach >= next.first() - reach;
    }
}
