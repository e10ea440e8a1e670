package io.bellwether.trainer.threshold;

import java.util.Arrays;

/** The independent peaks above a level that begins the tail. Immutable. */
final class Tail {
    /** The tail begins no lower than this quantile of the debounced score. */
    private static final double LOWEST_LEVEL = 0.8;

    private static final double[] PARTS = {0.4, 0.5, 0.6, 0.7, 0.8};

    private final Episodes episodes;
    private final double level;
    private final double[] peaks; // ascending

    private Tail(Episodes episodes, double level) {
        this.episodes = episodes;
        this.level = level;
        peaks = episodes.peaks(level);
        Arrays.sort(peaks);
    }

    /** The one above the highest level that leaves enough peaks, or else above the lowest level. */
    static Tail of(Episodes episodes, double enough) {
        double most = 1 - LOWEST_LEVEL;
        for (double above = Math.min(most, enough / episodes.frames()); ; above = Math.min(most, 1.25 * above)) {
            Tail tail = new Tail(episodes, episodes.quantile(1 - above));
            if (tail.size() >= enough || above >= most) {
                return tail;
            }
        }
    }

    double level() {
        return level;
    }

    /** The number of peaks. */
    int size() {
        return peaks.length;
    }

    boolean varies() {
        return peaks.length > 0 && peaks[peaks.length - 1] > peaks[0];
    }

    /** By how much the peaks exceed the level, ascending. */
    double[] excesses() {
        return Arrays.stream(peaks).map(peak -> peak - level).toArray();
    }

    /** A peak may open more than one incident, when the score flickers around the threshold; ever fewer higher up. */
    double incidentsPerPeak() {
        int incidents = 0;
        int higher = 0;
        for (double part : PARTS) {
            double threshold = peaks[(int) (part * peaks.length)];
            incidents += episodes.count(threshold);
            higher +=
                    (int) Arrays.stream(peaks).filter(peak -> peak > threshold).count();
        }
        return higher == 0 ? 1 : Math.max(1, (double) incidents / higher);
    }
}
