package io.bellwether.trainer.report;

import io.bellwether.trainer.threshold.FittedTail;
import io.bellwether.trainer.threshold.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many incidents a day are to expect at which threshold: as counted on the peaks of the held-out scores, and as the
 * fitted tail says.
 *
 * @param note what to know about it, or why there is none
 * @param counted (points) threshold and incidents a day; empty when there is no tail
 * @param fitted (points) threshold and incidents a day; empty when there is no tail
 * @param low 2.5 % limit of the threshold that meets the budget; NaN when it is not known
 * @param high its 97.5 % limit
 */
record TailPlot(String note, List<Point> counted, List<Point> fitted, double low, double high) {
    private static final int POINTS = 60;
    private static final int FARTHEST = 3; // thresholds

    record Point(double threshold, double perDay) {}

    /** @param learned null when only the model file is there, which does not hold the peaks */
    static TailPlot of(@Nullable Threshold learned) {
        if (learned == null) {
            return none("The model file holds the threshold, not the held-out peaks that it was learned from, so their"
                    + " tail cannot be drawn here. backtest draws it.");
        }
        FittedTail tail = learned.tail();
        if (tail == null) {
            return none("No tail was fitted: the threshold came about by the rule "
                    + learned.method().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + (learned.note() == Threshold.Note.NONE
                            ? "."
                            : ", for " + learned.note().reason() + "."));
        }
        List<Point> counted = new ArrayList<>();
        List<Double> peaks = tail.peaks();
        for (int p = 0; p < peaks.size(); p++) {
            counted.add(new Point(peaks.get(p), (peaks.size() - p) * tail.incidentsPerDayAndPeak()));
        }
        double end = Math.max(
                peaks.get(peaks.size() - 1), Math.min(FARTHEST, learned.high() / learned.value()) * learned.value());
        List<Point> fitted = new ArrayList<>();
        for (int i = 0; i <= POINTS; i++) {
            double threshold = tail.level() + (Math.max(end, learned.value()) - tail.level()) * i / POINTS;
            fitted.add(new Point(threshold, tail.alarmsPerDay(threshold)));
        }
        String note = String.format(
                Locale.ROOT,
                "A generalised Pareto tail on %d independent peaks of the held-out scores above %.3g (p-value of the"
                        + " fit: %.3f). At the threshold %.3g incidents a day are to expect%s.",
                peaks.size(),
                tail.level(),
                tail.fit(),
                learned.alarmsPerDay(),
                learned.note() == Threshold.Note.NONE
                        ? ""
                        : "; mind: " + learned.note().reason());
        return new TailPlot(note, counted, fitted, learned.low(), learned.high());
    }

    private static TailPlot none(String why) {
        return new TailPlot(why, List.of(), List.of(), Double.NaN, Double.NaN);
    }
}
