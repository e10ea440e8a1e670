package io.bellwether.trainer.contest;

import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.fit.ScaledSeries;
import io.bellwether.trainer.statistics.CrossProducts;
import java.util.Comparator;
import java.util.List;

/** Which sensors of an asset go together, by their correlation in the usable frames; a missing value counts as the mean. */
final class Relations {
    private final double[][] covariance; // (sensors, sensors)

    Relations(ScaledSeries series) {
        FrameSeries frames = series.frames();
        CrossProducts products = new CrossProducts(frames.sensors());
        double[] row = new double[frames.sensors()];
        for (Stretch stretch : frames.stretches()) {
            for (int f = stretch.from(); f < stretch.to(); f++) {
                for (int s = 0; s < row.length; s++) {
                    double value = frames.value(f, s);
                    row[s] = Double.isNaN(value) ? 0 : series.scaler().scale(s, value);
                }
                products.add(row);
            }
        }
        covariance = products.covariance();
    }

    /** (sensors) for each of them itself, then the others, the most correlated first, whatever the sign. */
    List<List<Integer>> of(List<Integer> sensors) {
        return sensors.stream()
                .map(one -> sensors.stream()
                        .sorted(Comparator.comparingDouble(
                                other -> other.equals(one) ? -2 : -Math.abs(correlation(one, other))))
                        .toList())
                .toList();
    }

    private double correlation(int i, int j) {
        double deviations = Math.sqrt(covariance[i][i] * covariance[j][j]);
        return deviations > 0 ? covariance[i][j] / deviations : 0;
    }
}
