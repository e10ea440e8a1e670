package io.bellwether.trainer.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@link VolumeUnderSurface} of one recording as its definition reads, in time rows x thresholds x window. */
final class NaiveVolume {
    private static final int THRESHOLDS = 250;

    /** The two volumes. */
    record Volumes(double precisionRecall, double roc) {}

    private NaiveVolume() {}

    static Volumes of(boolean[] label, double[] score, int window) {
        double pr = 0;
        double roc = 0;
        for (int length = 0; length <= window; length++) {
            List<double[]> points = points(label, score, length); // (thresholds) recall, false-alarm rate, precision
            double[] last = {0, 0, 0};
            for (double[] point : points) {
                pr += (point[0] - last[0]) * point[2];
                roc += (point[1] - last[1]) * (point[0] + last[0]) / 2;
                last = point;
            }
            roc += (1 - last[1]) * (1 + last[0]) / 2;
        }
        return new Volumes(pr / (window + 1), roc / (window + 1));
    }

    private static List<double[]> points(boolean[] label, double[] score, int length) {
        double[] soft = soft(label, length);
        List<int[]> zones = zones(label, length / 2);
        List<double[]> points = new ArrayList<>();
        for (double threshold : thresholds(score)) {
            double alarms = 0;
            double hits = 0;
            double near = 0;
            double positives = 0;
            for (int row = 0; row < label.length; row++) {
                positives += label[row] ? 1 : 0;
                if (score[row] >= threshold) {
                    alarms++;
                    hits += label[row] ? 1 : 0;
                    near += label[row] ? 0 : soft[row];
                }
            }
            double found = zones.stream()
                    .filter(zone -> reaches(score, zone, threshold))
                    .count();
            double softened = (positives + positives + near) / 2;
            double recall = Math.min((hits + near) / softened, 1) * found / zones.size();
            double falseRate = (alarms - hits - near) / (label.length - softened);
            points.add(new double[] {recall, falseRate, (hits + near) / alarms});
        }
        return points;
    }

    private static double[] thresholds(double[] score) {
        List<Double> falling = new ArrayList<>();
        for (double one : score) {
            falling.add(one);
        }
        falling.sort(Comparator.reverseOrder());
        double[] thresholds = new double[THRESHOLDS];
        for (int t = 0; t < THRESHOLDS; t++) {
            thresholds[t] = falling.get((int) ((long) t * (score.length - 1) / (THRESHOLDS - 1)));
        }
        return thresholds;
    }

    private static double[] soft(boolean[] label, int length) {
        double[] soft = new double[label.length];
        for (int[] event : zones(label, 0)) {
            for (int row = 0; row < label.length; row++) {
                int distance = Math.max(event[0] - row, row - event[1]);
                if (distance >= 1 && distance <= length / 2) {
                    soft[row] = Math.min(1, soft[row] + Math.sqrt(1 - (double) distance / length));
                }
            }
        }
        return soft;
    }

    /** First and last row of each event with its buffer; those that touch are one. */
    private static List<int[]> zones(boolean[] label, int reach) {
        List<int[]> zones = new ArrayList<>();
        for (int row = 0; row < label.length; row++) {
            if (!label[row]) {
                continue;
            }
            int[] last = zones.isEmpty() ? new int[] {0, -2 * label.length} : zones.get(zones.size() - 1);
            boolean sameEvent = row > 0 && label[row - 1];
            if (sameEvent || last[1] >= row - reach) {
                last[1] = row + reach;
            } else {
                zones.add(new int[] {row - reach, row + reach});
            }
        }
        return zones;
    }

    private static boolean reaches(double[] score, int[] zone, double threshold) {
        for (int row = Math.max(zone[0], 0); row <= Math.min(zone[1], score.length - 1); row++) {
            if (score[row] >= threshold) {
                return true;
            }
        }
        return false;
    }
}
