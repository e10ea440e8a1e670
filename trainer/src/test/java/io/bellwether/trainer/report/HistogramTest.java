package io.bellwether.trainer.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void histogram_ofSomeScores_countsEachOnceWhereItLies() {
        SplittableRandom random = new SplittableRandom(1);
        double[] normal = random.doubles(5_000).map(x -> 3 * x).toArray();
        double[] labelled = random.doubles(500).map(x -> 20 * x).toArray();

        Histogram histogram = requireNonNull(Histogram.of(normal, labelled));

        int bins = histogram.normal().size();
        assertThat(histogram.edges()).hasSize(bins + 1).isSorted();
        assertThat(histogram.normal().stream().mapToLong(Long::longValue).sum()).isEqualTo(5_000);
        assertThat(histogram.labelled().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(500);
        int bin = bins - 5;
        double low = histogram.edges().get(bin);
        double high = histogram.edges().get(bin + 1);
        long expected = Arrays.stream(labelled)
                .filter(score -> score >= low && score < high)
                .count();
        assertThat(histogram.labelled().get(bin)).isEqualTo(expected).isPositive();
    }

    @Test
    void histogram_withZerosAndOneTinyScore_putsThemIntoTheLowestBin() {
        double[] scores = new double[2_000];
        Arrays.fill(scores, 1);
        scores[0] = 0;
        scores[1] = 1e-12;
        scores[2] = 2;

        Histogram histogram = requireNonNull(Histogram.of(scores, new double[0]));

        assertThat(histogram.edges().get(0)).isEqualTo(1);
        assertThat(histogram.normal().get(0)).isEqualTo(1_999);
        assertThat(histogram.normal().get(histogram.normal().size() - 1)).isEqualTo(1);
    }

    @Test
    void histogram_ofEqualScores_holdsThemAll() {
        Histogram histogram = requireNonNull(Histogram.of(new double[] {4, 4, 4}, new double[0]));

        assertThat(histogram.normal().stream().mapToLong(Long::longValue).sum()).isEqualTo(3);
        assertThat(histogram.edges()).doesNotHaveDuplicates();
    }

    @Test
    void histogram_withoutAScoreAboveZero_isNone() {
        assertThat(Histogram.of(new double[] {0, 0}, new double[0])).isNull();
        assertThat(Histogram.of(new double[0], new double[0])).isNull();
    }
}
