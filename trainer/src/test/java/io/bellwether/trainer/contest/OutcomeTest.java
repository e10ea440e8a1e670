package io.bellwether.trainer.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.trainer.contest.Standing.Sort;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    /** Found so many of ten faults of every kind, the first ones. */
    private static Standing standing(String kinds, Sort sort, int ofTen) {
        List<Boolean> found = IntStream.range(0, 10).mapToObj(t -> t < ofTen).toList();
        return new Standing(
                kinds,
                sort,
                Arrays.stream(SyntheticFault.values()).collect(Collectors.toMap(fault -> fault, fault -> found)));
    }

    @Test
    void winner_ofSingleKinds_foundMost_andOfEqualsIsTheSimplest() {
        Standing simple = standing("z-score", Sort.BASELINE, 5);
        Standing equal = standing("lstm-predictor", Sort.NETWORK, 5);
        Standing better = standing("lstm-autoencoder", Sort.NETWORK, 6);

        assertThat(new Outcome(List.of(simple, equal)).winner()).isZero();
        assertThat(new Outcome(List.of(simple, equal, better)).winner()).isEqualTo(2);
        assertThat(new Outcome(List.of(simple, equal, better)).remarks())
                .isEqualTo("No better than the best baseline: `lstm-predictor`.\n");
    }

    @Test
    void winner_isSeveralTogether_unlessOneAloneIsBetterBeyondDoubt() {
        Standing together = standing("pca+lstm-predictor", Sort.TOGETHER, 5);
        Standing slightly = standing("z-score", Sort.BASELINE, 6); // one of ten more: 10 points, standard error 4
        Standing clearly = standing("z-score", Sort.BASELINE, 9);

        assertThat(slightly.standardErrorTo(together)).isCloseTo(0.1 / Math.sqrt(6), within(1e-9));
        assertThat(new Outcome(List.of(slightly, together)).winner()).isZero();
        assertThat(new Outcome(List.of(clearly, together)).winner()).isZero();
        Standing hardly = new Standing(
                "z-score",
                Sort.BASELINE,
                Map.of(SyntheticFault.SPIKE, List.of(true, true, false, true, true, true, true, true, true, true)));
        Standing few = new Standing(
                "pca+lstm-predictor",
                Sort.TOGETHER,
                Map.of(SyntheticFault.SPIKE, List.of(true, true, true, true, true, true, true, true, false, false)));
        assertThat(new Outcome(List.of(hardly, few)).winner()).isEqualTo(1);
        assertThat(new Outcome(List.of(hardly, few)).remarks())
                .startsWith("`z-score` found 10.0 points more, which lies within the doubt of ")
                .contains("No better than the best baseline: `pca+lstm-predictor`");
    }

    @Test
    void table_hasARowForEachAndSaysWhichWasTaken() {
        Outcome outcome = new Outcome(List.of(
                standing("z-score", Sort.BASELINE, 3),
                new Standing("pca", Sort.BASELINE, Map.of(SyntheticFault.SPIKE, List.of(true, false, true, false)))));

        assertThat(outcome.table())
                .containsExactly(
                        List.of(
                                "candidate",
                                "spike",
                                "level shift",
                                "slow drift",
                                "variance",
                                "frozen",
                                "broken correlation",
                                "mean",
                                ""),
                        List.of("z-score", "30 %", "30 %", "30 %", "30 %", "30 %", "30 %", "30 %", ""),
                        List.of("pca", "50 %", "-", "-", "-", "-", "-", "50 %", "taken"));
    }
}
