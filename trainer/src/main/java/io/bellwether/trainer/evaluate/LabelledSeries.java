package io.bellwether.trainer.evaluate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose truth is known, with what a detector said of them: one recording (an asset of a file) after the other. No
 * event reaches from one recording into the next. Immutable.
 */
public final class LabelledSeries {
    private final boolean[] label; // (rows)
    private final boolean @Nullable [] alarm; // (rows)
    private final double @Nullable [] score; // (rows) no NaN
    private final double[] seconds; // (rows) ascending within a recording
    private final int[] starts; // (recordings + 1) first row of each, then the number of rows
    private final double[] periods; // (recordings) seconds between two rows where their times do not tell

    private LabelledSeries(
            boolean[] label,
            boolean @Nullable [] alarm,
            double @Nullable [] score,
            double[] seconds,
            int[] starts,
            double[] periods) {
        this.label = label;
        this.alarm = alarm;
        this.score = score;
        this.seconds = seconds;
        this.starts = starts;
        this.periods = periods;
    }

    /**
     * One recording, of a row a second where the times do not tell.
     *
     * @param label (rows) whether the row is anomalous
     * @param alarm (rows) null when only scores are known
     * @param score (rows) the higher the more anomalous; NaN where there is none, which counts as the lowest; null when
     *     only alarms are known
     * @param seconds (rows) ascending
     */
    public static LabelledSeries of(
            boolean[] label, boolean @Nullable [] alarm, double @Nullable [] score, double[] seconds) {
        Builder builder = new Builder(label.length, alarm != null, score != null);
        for (int row = 0; row < label.length; row++) {
            builder.add(label[row], alarm != null && alarm[row], score == null ? Double.NaN : score[row], seconds[row]);
        }
        return builder.endRecording(1).build();
    }

    /** All of them one after the other; scores or alarms only where all have them. */
    public static LabelledSeries join(List<LabelledSeries> parts) {
        int rows = parts.stream().mapToInt(LabelledSeries::rows).sum();
        boolean alarms = parts.stream().allMatch(LabelledSeries::hasAlarms);
        boolean scores = parts.stream().allMatch(LabelledSeries::hasScores);
        Builder builder = new Builder(rows, alarms, scores);
        for (LabelledSeries part : parts) {
            for (int recording = 0; recording < part.recordings(); recording++) {
                for (int row = part.start(recording); row < part.end(recording); row++) {
                    builder.add(
                            part.label[row],
                            part.alarm != null && part.alarm[row],
                            part.score == null ? Double.NaN : part.score[row],
                            part.seconds[row]);
                }
                builder.endRecording(part.periods[recording]);
            }
        }
        return builder.build();
    }

    public int rows() {
        return label.length;
    }

    public boolean hasAlarms() {
        return alarm != null;
    }

    public boolean hasScores() {
        return score != null;
    }

    /** Whether the row is anomalous. */
    public boolean isLabelled(int row) {
        return label[row];
    }

    /**
     * The score of a row; the lowest one of all where it has none.
     *
     * @throws IllegalStateException when there are no scores
     */
    public double score(int row) {
        if (score == null) {
            throw new IllegalStateException("there are no scores");
        }
        return score[row];
    }

    int recordings() {
        return starts.length - 1;
    }

    int start(int recording) {
        return starts[recording];
    }

    int end(int recording) {
        return starts[recording + 1];
    }

    /** The number of labelled rows. */
    public int labelled() {
        int labelled = 0;
        for (boolean one : label) {
            labelled += one ? 1 : 0;
        }
        return labelled;
    }

    /**
     * The alarms of all recordings, counted.
     *
     * @throws IllegalStateException when there are no alarms
     */
    public Detection detection() {
        if (alarm == null) {
            throw new IllegalStateException("there are no alarms");
        }
        Detection detection = Detection.none();
        for (int recording = 0; recording < recordings(); recording++) {
            int from = start(recording);
            int to = end(recording);
            detection = detection.plus(Detection.of(
                    Arrays.copyOfRange(label, from, to),
                    Arrays.copyOfRange(alarm, from, to),
                    Arrays.copyOfRange(seconds, from, to),
                    periods[recording]));
        }
        return detection;
    }

    /** Takes a known number of rows, one recording after the other. */
    static final class Builder {
        private final boolean[] label;
        private final boolean[] alarm;
        private final double[] score;
        private final double[] seconds;
        private final boolean alarms;
        private final boolean scores;
        private int[] starts = {0};
        private double[] periods = {};
        private int rows;

        Builder(int capacity, boolean alarms, boolean scores) {
            label = new boolean[capacity];
            alarm = new boolean[capacity];
            score = new double[capacity];
            seconds = new double[capacity];
            this.alarms = alarms;
            this.scores = scores;
        }

        void add(boolean isLabelled, boolean isAlarm, double itsScore, double itsSeconds) {
            label[rows] = isLabelled;
            alarm[rows] = isAlarm;
            score[rows] = itsScore;
            seconds[rows] = itsSeconds;
            rows++;
        }

        /** @param period seconds between two rows where their times do not tell */
        Builder endRecording(double period) {
            periods = Arrays.copyOf(periods, starts.length);
            periods[periods.length - 1] = period;
            starts = Arrays.copyOf(starts, starts.length + 1);
            starts[starts.length - 1] = rows;
            return this;
        }

        /** Rows without a score get the lowest one; where no row has any, there are no scores. */
        LabelledSeries build() {
            double lowest = Arrays.stream(score)
                    .filter(value -> !Double.isNaN(value))
                    .min()
                    .orElse(Double.NaN);
            for (int row = 0; row < rows; row++) {
                score[row] = Double.isNaN(score[row]) ? lowest : score[row] + 0.0; // -0.0 ties with 0.0
            }
            boolean scored = scores && !Double.isNaN(lowest);
            return new LabelledSeries(label, alarms ? alarm : null, scored ? score : null, seconds, starts, periods);
        }
    }
}
