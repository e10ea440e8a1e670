package io.bellwether.trainer.threshold;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.alerting.IncidentState;
import io.bellwether.trainer.statistics.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What of a series of scores would be alarms. An operator counts incidents, not frames: k of n frames open one, and
 * after a release it has to re-arm. What counts at a threshold is therefore the debounced score, the highest threshold
 * at which a frame could open an incident: the k-th largest of the last n scores, but no more than the frame's own. Its
 * independent peaks have a tail that can be fitted. Immutable.
 */
public final class Episodes {
    private final HeldOutScores scores;
    private final AlertPolicy policy;
    private final List<double[]> debounced; // (stretches, frames)
    private final double[] sorted; // all debounced scores

    /** Debounces the scores as the policy does. */
    public Episodes(HeldOutScores scores, AlertPolicy policy) {
        this.scores = scores;
        this.policy = policy;
        debounced = scores.stretches().stream()
                .map(stretch -> debounce(stretch, policy))
                .toList();
        sorted = debounced.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    }

    /**
     * The highest threshold at which each frame would open an incident that is not open yet: it does so below the
     * value.
     *
     * @param stretch (frames) without a gap
     * @return (frames) 0 as long as there are fewer than k frames
     */
    static double[] debounce(double[] stretch, AlertPolicy policy) {
        double[] out = new double[stretch.length];
        int needed = policy.openCount();
        double[] window = new double[policy.openWindow()];
        for (int f = needed - 1; f < stretch.length; f++) {
            int length = Math.min(f + 1, window.length);
            System.arraycopy(stretch, f + 1 - length, window, 0, length);
            Arrays.sort(window, 0, length);
            out[f] = Math.min(stretch[f], window[length - needed]);
        }
        return out;
    }

    /** How many incidents production would have opened at this threshold; its own state machine is asked. */
    public int count(double threshold) {
        int opened = 0;
        for (double[] stretch : scores.stretches()) {
            IncidentState state = IncidentState.quiet();
            for (int f = 0; f < stretch.length; f++) {
                boolean open = state instanceof IncidentState.Firing;
                state = state.next(f, stretch[f] / threshold, f, policy);
                if (!open && state instanceof IncidentState.Firing) {
                    opened++;
                }
            }
        }
        return opened;
    }

    /**
     * The lowest threshold at which no more incidents than allowed would have been opened, as at all above it, but not below the
     * median;
     * 0 when there is none above zero. It is sought from above: far below the scores an incident never closes, and few are counted there, too.
     */
    public double lowestLevel(double allowed) {
        double good = Math.nextUp(quantile(1));
        double bad = good;
        for (double above = Math.min(0.5, Math.max(1, allowed) / frames()); ; above = Math.min(0.5, 1.5 * above)) {
            bad = quantile(1 - above);
            if (bad <= 0 || count(bad) > allowed) {
                break;
            }
            good = bad;
            if (above >= 0.5) {
                return good;
            }
        }
        while (bad > 0 && good - bad > 1e-6 * good) {
            double middle = (bad + good) / 2;
            if (count(middle) > allowed) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        return good > Double.MIN_NORMAL ? good : 0;
    }

    /** The debounced score that a fraction of the frames does not exceed. */
    double quantile(double fraction) {
        return Quantile.ofSorted(sorted, fraction);
    }

    /** The number of judged frames. */
    int frames() {
        return sorted.length;
    }

    /**
     * The highest debounced score of every independent cluster above a level. Clusters are told apart by runs below the
     * level; how long a run must be follows from the extremal index (Ferro and Segers 2003, section 4), and is at
     * least the policy's window, since the machine sees shorter runs as one.
     *
     * @return (clusters) in order of time
     */
    public double[] peaks(double level) {
        List<int[]> above = debounced.stream().map(s -> exceedances(s, level)).toList();
        long run = run(above);
        List<Double> peaks = new ArrayList<>();
        for (int s = 0; s < above.size(); s++) {
            int[] at = above.get(s);
            double[] values = debounced.get(s);
            for (int i = 0; i < at.length; i++) {
                double value = values[at[i]];
                if (i == 0 || at[i] - at[i - 1] > run) {
                    peaks.add(value);
                } else if (value > peaks.get(peaks.size() - 1)) {
                    peaks.set(peaks.size() - 1, value);
                }
            }
        }
        return peaks.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int[] exceedances(double[] values, double level) {
        int[] at = new int[values.length];
        int count = 0;
        for (int f = 0; f < values.length; f++) {
            if (values[f] > level) {
                at[count++] = f;
            }
        }
        return Arrays.copyOf(at, count);
    }

    private long run(List<int[]> above) {
        int[] times = interExceedanceTimes(above);
        if (times.length == 0) {
            return policy.openWindow();
        }
        Arrays.sort(times);
        int exceedances = times.length + 1;
        int clusters = (int) Math.max(1, extremalIndex(times) * exceedances);
        int longestWithin = times.length - clusters;
        return Math.max(policy.openWindow(), longestWithin < 0 ? 0 : times[longestWithin]);
    }

    private static int[] interExceedanceTimes(List<int[]> above) {
        List<Integer> times = new ArrayList<>();
        for (int[] at : above) {
            for (int i = 1; i < at.length; i++) {
                times.add(at[i] - at[i - 1]);
            }
        }
        return times.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The intervals estimator of the extremal index (Ferro and Segers 2003, equations 5 and 6): one over the mean
     * number of exceedances in a cluster.
     *
     * @param times (exceedances - 1) frames from one exceedance to the next
     */
    static double extremalIndex(int[] times) {
        boolean far = Arrays.stream(times).anyMatch(time -> time > 2);
        double sum = 0;
        double squares = 0;
        for (int time : times) {
            sum += far ? time - 1 : time;
            squares += far ? (time - 1.0) * (time - 2.0) : (double) time * time;
        }
        return squares == 0 ? 1 : Math.min(1, 2 * sum * sum / (times.length * squares));
    }
}
