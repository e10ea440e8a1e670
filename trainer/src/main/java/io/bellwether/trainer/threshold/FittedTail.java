package io.bellwether.trainer.threshold;

import java.util.Arrays;
import java.util.List;

/** The tail that a threshold rests on: independent peaks of held-out scores, and how often higher ones are to expect. Immutable. */
public final class FittedTail {
    private final double level;
    private final List<Double> peaks; // ascending
    private final ParetoPosterior posterior;
    private final double incidentsPerDay;
    private final double fit;

    /** @param incidentsPerDay that a threshold at the tail's level would have opened */
    FittedTail(Tail tail, ParetoPosterior posterior, double incidentsPerDay) {
        level = tail.level();
        peaks = Arrays.stream(tail.excesses())
                .map(excess -> level + excess)
                .boxed()
                .toList();
        this.posterior = posterior;
        this.incidentsPerDay = incidentsPerDay;
        fit = AndersonDarling.pValue(AndersonDarling.statistic(tail.excesses(), posterior.mode()));
    }

    /** The score above which the tail begins. */
    public double level() {
        return level;
    }

    /** The scores of the independent peaks above the level, ascending. */
    public List<Double> peaks() {
        return peaks;
    }

    /** p-value of the most probable tail, between 0.001 and 0.5. */
    public double fit() {
        return fit;
    }

    /** The incidents a day that each peak stands for. */
    public double incidentsPerDayAndPeak() {
        return incidentsPerDay / peaks.size();
    }

    /**
     * The incidents a day to expect of a threshold, over all that the peaks leave open.
     *
     * @param threshold at or above the level
     */
    public double alarmsPerDay(double threshold) {
        return posterior.survival(threshold - level) * incidentsPerDay;
    }
}
