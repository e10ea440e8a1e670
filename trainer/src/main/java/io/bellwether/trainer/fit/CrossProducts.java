package io.bellwether.trainer.fit;

import java.util.List;

/** Count, sums and sums of products of scaled frames: what mean and covariance are made of. They are near zero by scaling. */
final class CrossProducts {
    private final int sensors;
    private final double[] sums; // (sensors)
    private final double[][] products; // (sensors, sensors) lower triangle
    private final double[] x; // (sensors) scratch
    private long count;

    CrossProducts(int sensors) {
        this.sensors = sensors;
        sums = new double[sensors];
        products = new double[sensors][sensors];
        x = new double[sensors];
    }

    /** The products of several sets of frames. */
    static CrossProducts sum(List<CrossProducts> parts) {
        CrossProducts sum = new CrossProducts(parts.get(0).sensors);
        for (CrossProducts part : parts) {
            sum.count += part.count;
            for (int i = 0; i < sum.sensors; i++) {
                sum.sums[i] += part.sums[i];
                for (int j = 0; j <= i; j++) {
                    sum.products[i][j] += part.products[i][j];
                }
            }
        }
        return sum;
    }

    void add(ScaledSeries series, int frame) {
        count++;
        for (int i = 0; i < sensors; i++) {
            x[i] = series.x(frame, i);
            sums[i] += x[i];
            for (int j = 0; j <= i; j++) {
                products[i][j] += x[i] * x[j];
            }
        }
    }

    /** The number of frames. */
    long count() {
        return count;
    }

    int sensors() {
        return sensors;
    }

    double mean(int sensor) {
        return count == 0 ? 0 : sums[sensor] / count;
    }

    /** (sensors, sensors) */
    double[][] covariance() {
        double[][] covariance = new double[sensors][sensors];
        for (int i = 0; i < sensors && count > 0; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = products[i][j] / count - mean(i) * mean(j);
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }
}
