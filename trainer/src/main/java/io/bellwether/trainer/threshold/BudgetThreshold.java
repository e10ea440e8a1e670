package io.bellwether.trainer.threshold;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.trainer.threshold.Threshold.Method;
import io.bellwether.trainer.threshold.Threshold.Note;

/**
 * The threshold for a budget of false alarms: peaks over threshold (Siffer et al. 2017), on the independent peaks of
 * the debounced score instead of its points, since a budget is about incidents. What few peaks leave open is paid for
 * with a higher threshold ({@link ParetoPosterior}).
 *
 * @param perDay false alarms that one asset may raise; above zero
 * @param fallback for scores with too few peaks
 */
public record BudgetThreshold(double perDay, ScaledQuantile fallback) implements ThresholdRule {
    /** With fewer independent peaks no tail is fitted ... */
    static final int FEWEST_PEAKS = 10;
    /** ... as many leave the tail to its prior no more ... */
    static final int ENOUGH_PEAKS = 60;
    /** ... and with as many alarms in the held-out scores they can be counted. */
    static final int ENOUGH_ALARMS = 30;

    private static final double POOR_FIT = 0.01;

    public BudgetThreshold {
        if (!(perDay > 0) || !Double.isFinite(perDay)) {
            throw new IllegalArgumentException("a budget must allow more than zero alarms a day, not " + perDay);
        }
    }

    @Override
    public Threshold choose(HeldOutScores scores, AlertPolicy policy) {
        if (scores.quantile(0) == scores.largest()) {
            return fallBack(scores, policy, Note.NO_VARIATION);
        }
        Episodes episodes = new Episodes(scores, policy);
        double allowed = perDay * scores.days();
        if (allowed >= ENOUGH_ALARMS) {
            return counted(episodes, scores, policy);
        }
        Tail tail = Tail.of(episodes, Math.max(ENOUGH_PEAKS, 4 * allowed));
        if (tail.size() < FEWEST_PEAKS || !tail.varies()) {
            return fallBack(scores, policy, Note.TOO_FEW_PEAKS);
        }
        double incidents = tail.size() * tail.incidentsPerPeak();
        return incidents > allowed
                ? extrapolated(tail, incidents, scores, policy)
                : counted(episodes, scores, policy); // what is asked for lies below the tail
    }

    private Threshold fallBack(HeldOutScores scores, AlertPolicy policy, Note why) {
        return Threshold.of(fallback.choose(scores, policy).value(), Method.SCALED_QUANTILE, why);
    }

    private Threshold extrapolated(Tail tail, double incidents, HeldOutScores scores, AlertPolicy policy) {
        double[] excesses = tail.excesses();
        int peaks = excesses.length;
        double allowed = perDay * scores.days();
        double perAlarm = incidents / allowed;
        ParetoPosterior posterior = new ParetoPosterior(excesses);
        double value = tail.level() + posterior.predictiveLevel(perAlarm);
        ProfileInterval interval = ProfileInterval.of(excesses, perAlarm);
        FittedTail fitted = new FittedTail(tail, posterior, incidents / scores.days());
        Note note = fitted.fit() <= POOR_FIT ? Note.POOR_FIT : posterior.heavy() ? Note.HEAVY_TAIL : Note.NONE;
        double floor = fallback.choose(scores, policy).value();
        if (peaks < ENOUGH_PEAKS && allowed < 1 && value < floor) {
            value = floor;
            note = Note.SHORT_DATA;
        }
        return new Threshold(
                value,
                tail.level() + interval.low(),
                tail.level() + interval.high(),
                fitted.alarmsPerDay(value),
                fitted,
                Method.PEAKS_OVER_THRESHOLD,
                note);
    }

    /** A threshold right above the m-th highest peak is expected to be exceeded m times, though m - 1 were counted. */
    private Threshold counted(Episodes episodes, HeldOutScores scores, AlertPolicy policy) {
        double allowed = perDay * scores.days();
        double value = episodes.lowestLevel(allowed - 1);
        if (!(value > 0)) {
            return fallBack(scores, policy, Note.TOO_FEW_PEAKS);
        }
        double spread = 1.96 * Math.sqrt(allowed);
        return new Threshold(
                value,
                episodes.lowestLevel(allowed - 1 + spread),
                episodes.lowestLevel(allowed - 1 - spread),
                (episodes.count(value) + 1) / scores.days(),
                null,
                Method.COUNTED,
                Note.NONE);
    }
}
