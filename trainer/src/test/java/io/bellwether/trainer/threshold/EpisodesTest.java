package io.bellwether.trainer.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.alerting.IncidentState;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EpisodesTest {
    private static final AlertPolicy USUAL = AlertPolicy.defaults();

    static Stream<Arguments> series() {
        return Stream.of(
                Arguments.of("quiet", new double[] {0, 1, 0}, 0),
                Arguments.of("a spike", new double[] {0, 9, 0, 0, 0, 0, 0}, 0),
                Arguments.of("three in a row", new double[] {0, 3, 3, 3, 0}, 1),
                Arguments.of("three of five", new double[] {3, 0, 3, 0, 3}, 1),
                Arguments.of("three of six", new double[] {3, 0, 0, 3, 0, 3}, 0),
                Arguments.of("exactly at the threshold", new double[] {2, 2, 2, 2}, 0),
                Arguments.of("twice", new double[] {3, 3, 3, 0, 3, 3, 3}, 2),
                Arguments.of("released and re-armed", new double[] {20, 20, 20, 5, 9, 9, 9}, 2),
                Arguments.of("released, not re-armed", new double[] {20, 20, 20, 5, 7, 7, 7}, 1),
                Arguments.of("too short", new double[] {9, 9}, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("series")
    void count_series_isWhatTheMachineOpens(String name, double[] scores, int expected) {
        assertThat(new Episodes(Simulated.heldOut(scores), USUAL).count(2)).isEqualTo(expected);
    }

    @Test
    void count_stretches_startAfresh() {
        HeldOutScores cut = HeldOutScores.of(List.of(new double[] {3, 3}, new double[] {3, 3}), Simulated.SECOND);

        assertThat(new Episodes(cut, USUAL).count(2)).isZero();
    }

    @Test
    void debounce_byHand_isTheThirdOfFiveButNoMoreThanItsOwn() {
        double[] debounced = Episodes.debounce(new double[] {5, 1, 4, 2, 3, 9, 9, 0}, USUAL);

        assertThat(debounced).containsExactly(0, 0, 1, 2, 3, 3, 4, 0);
    }

    /** Whatever k and n: the machine opens its first incident at the first frame whose debounced score is above. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "2, 3", "3, 5", "5, 5", "20, 32"})
    void debounce_anyThreshold_tellsTheFrameThatOpensTheFirstIncident(int k, int n) {
        AlertPolicy policy = new AlertPolicy(k, n, 0.3, 1.6, 3);
        double[] scores = Simulated.scores(3000, Simulated.STUDENT, new SplittableRandom(7));
        double[] debounced = Episodes.debounce(scores, policy);
        double[] levels = scores.clone();
        Arrays.sort(levels);
        for (int i = 0; i < levels.length; i += 7) {
            double threshold = levels[i] > 0 ? levels[i] : 1;
            int expected = 0;
            while (expected < debounced.length && !(debounced[expected] > threshold)) {
                expected++;
            }
            assertThat(firstOpened(scores, threshold, policy))
                    .as("threshold %s", threshold)
                    .isEqualTo(expected);
        }
    }

    private static int firstOpened(double[] scores, double threshold, AlertPolicy policy) {
        IncidentState state = IncidentState.quiet();
        for (int f = 0; f < scores.length; f++) {
            state = state.next(f, scores[f] / threshold, 0, policy);
            if (state instanceof IncidentState.Firing) {
                return f;
            }
        }
        return scores.length;
    }

    /** Bumps far from each other: every level up to the top. */
    @Test
    void peaks_isolatedBumps_areAsManyAsTheMachineOpensAtEveryLevel() {
        SplittableRandom random = new SplittableRandom(8);
        double[] scores = new double[20_000];
        for (int bump = 50; bump < scores.length - 50; bump += 100) {
            double height = 1 - Math.log(random.nextDouble());
            int half = 3 + random.nextInt(8);
            for (int d = -half; d <= half; d++) {
                scores[bump + d] = height * (1 - Math.abs(d) / (half + 1.0));
            }
        }
        Episodes episodes = new Episodes(Simulated.heldOut(scores), new AlertPolicy(3, 5, 0, 1, 3));

        double[] peaks = episodes.peaks(0.8);

        assertThat(peaks).hasSize(episodes.count(0.8));
        for (double level = 0.8; level < 8; level += 0.05) {
            double threshold = level;
            long above = Arrays.stream(peaks).filter(peak -> peak > threshold).count();
            assertThat(above).as("level %s", level).isEqualTo(episodes.count(level));
        }
    }

    /** A score that flickers around a threshold opens more than one incident in a cluster; the fewer the higher. */
    @Test
    void peaks_smoothedNoise_areNearlyAsManyAsTheMachineOpens() {
        SplittableRandom random = new SplittableRandom(9);
        Episodes episodes =
                new Episodes(Simulated.heldOut(Simulated.scores(400_000, Simulated.GAUSSIAN, random)), USUAL);
        double[] peaks = episodes.peaks(episodes.quantile(0.98));
        Arrays.sort(peaks);

        double[] most = {1.35, 1.3, 1.25, 1.15};
        int[] ranks = {peaks.length / 2, peaks.length / 4, 100, 25};
        for (int i = 0; i < ranks.length; i++) {
            double level = peaks[peaks.length - 1 - ranks[i]];
            assertThat(episodes.count(level) / (double) ranks[i]).isBetween(1.0, most[i]);
        }
    }

    /**
     * X(t) = max((1 - index) X(t - 1), index Z(t)) with Frechet Z has that index (Beirlant et al. 2004, example 10.5).
     */
    @ParameterizedTest
    @CsvSource({"0.2", "0.5", "0.8", "1"})
    void extremalIndex_maxAutoregression_isFound(double index) {
        SplittableRandom random = new SplittableRandom(10);
        double[] x = new double[100_000];
        for (int t = 1; t < x.length; t++) {
            x[t] = Math.max((1 - index) * x[t - 1], index / -Math.log(random.nextDouble()));
        }
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double level = sorted[(int) (0.98 * sorted.length)];
        int[] at = IntStream.range(0, x.length).filter(t -> x[t] > level).toArray();
        int[] times = new int[at.length - 1];
        Arrays.setAll(times, i -> at[i + 1] - at[i]);

        assertThat(Episodes.extremalIndex(times)).isCloseTo(index, within(0.06));
    }

    @Test
    void peaks_nothingAbove_areNone() {
        Episodes episodes = new Episodes(Simulated.heldOut(1, 1, 1, 1), USUAL);

        assertThat(episodes.peaks(1)).isEmpty();
        assertThat(episodes.peaks(0.5)).containsExactly(1);
    }
}
