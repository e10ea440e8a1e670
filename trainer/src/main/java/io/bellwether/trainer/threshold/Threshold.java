package io.bellwether.trainer.threshold;

import org.jspecify.annotations.Nullable;

/**
 * A threshold and what is known of it. NaN stands for what the method cannot say.
 *
 * @param value above zero
 * @param low 2.5 % limit of the threshold that meets the budget exactly
 * @param high its 97.5 % limit
 * @param alarmsPerDay false alarms to expect, over all that the held-out scores leave open
 * @param tail that was fitted; null when none was
 * @param method how it came about
 * @param note why it is not simply what was asked for
 */
public record Threshold(
        double value,
        double low,
        double high,
        double alarmsPerDay,
        @Nullable FittedTail tail,
        Method method,
        Note note) {
    /** How a threshold came about. */
    public enum Method {
        /** A generalised Pareto tail on independent peaks. */
        PEAKS_OVER_THRESHOLD,
        /** The held-out scores hold enough alarms to count them. */
        COUNTED,
        SCALED_QUANTILE,
        GAUSSIAN,
        DYNAMIC,
        F_BETA
    }

    /** Why a threshold is not simply what was asked for. */
    public enum Note {
        NONE(""),
        TOO_FEW_PEAKS("the held-out scores have too few independent peaks to fit a tail"),
        NO_VARIATION("the held-out scores do not vary"),
        POOR_FIT("the peaks do not look like the tail that was fitted to them"),
        HEAVY_TAIL("the tail looks heavier than is allowed for, and more alarms than expected may come"),
        SHORT_DATA("the held-out scores are too few to go below the scaled quantile"),
        ONE_CLASS("the labels know only one class"),
        NOT_TOLD_APART("the scores of the labelled faults do not stand out from those of normal frames");

        private final String reason;

        Note(String reason) {
            this.reason = reason;
        }

        /** In words; empty for none. */
        public String reason() {
            return reason;
        }
    }

    public Threshold {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException("the threshold must be greater than zero, not " + value);
        }
    }

    /** The independent peaks that the tail was fitted to; 0 when none was. */
    public int peaks() {
        return tail == null ? 0 : tail.peaks().size();
    }

    /** p-value of the tail's fit, between 0.001 and 0.5; NaN when none was fitted. */
    public double fit() {
        return tail == null ? Double.NaN : tail.fit();
    }

    /** One that says nothing of false alarms; 1 when the rule found 0, since every threshold above 0 is right then. */
    static Threshold of(double value, Method method, Note note) {
        return new Threshold(value > 0 ? value : 1, Double.NaN, Double.NaN, Double.NaN, null, method, note);
    }
}
