package io.bellwether.trainer.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.trainer.contest.Injected.Reach;
import io.bellwether.trainer.contest.Standing.Result;
import io.bellwether.trainer.contest.Standing.Sort;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final int BLOCKS = 8;

    /** Found so many of ten faults of every sort in each of eight blocks, the first ones, and in some blocks one more. */
    private static Standing standing(String kinds, Sort sort, int ofTen, Integer... better) {
        List<Result> results = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            int found = ofTen + (List.of(better).contains(block) ? 1 : 0);
            for (SyntheticFault fault : SyntheticFault.values()) {
                for (int t = 0; t < 10; t++) {
                    results.add(new Result(new Injected(fault, Reach.ONE_SENSOR), 0, block, t < found));
                }
            }
        }
        return new Standing(kinds, sort, results);
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
    void doubt_isHalfOfStudentsIntervalOverBlocks() {
        Standing together = standing("pca+lstm-predictor", Sort.TOGETHER, 5);
        Standing sometimes = standing("z-score", Sort.BASELINE, 5, 0, 1); // differences .1 .1 0 0 0 0 0 0

        double variance = (2 * 0.075 * 0.075 + 6 * 0.025 * 0.025) / 7;
        assertThat(sometimes.mean() - together.mean()).isCloseTo(0.025, within(1e-12));
        assertThat(sometimes.doubt(together)).isCloseTo(2.3646 * Math.sqrt(variance / BLOCKS), within(1e-5));
        assertThat(new Standing("z-score", Sort.BASELINE, sometimes.results().subList(0, 60)).doubt(together))
                .isInfinite(); // one block
    }

    @Test
    void winner_isSeveralTogether_unlessOneAloneIsBetterInMostBlocks() {
        Standing together = standing("pca+lstm-predictor", Sort.TOGETHER, 5);
        Standing sometimes = standing("z-score", Sort.BASELINE, 5, 0, 1);
        Standing mostly = standing("lstm-autoencoder", Sort.NETWORK, 5, 0, 1, 3, 4, 5, 6, 7);

        assertThat(new Outcome(List.of(sometimes, together)).winner()).isEqualTo(1);
        assertThat(new Outcome(List.of(sometimes, together)).joins()).isFalse();
        assertThat(new Outcome(List.of(sometimes, together)).remarks())
                .startsWith("`z-score` found 2.5 points more, which lies within the doubt of 3.9; several kinds")
                .contains("No better than the best baseline: `pca+lstm-predictor`");
        assertThat(new Outcome(List.of(mostly, together)).winner()).isZero();
        assertThat(new Outcome(List.of(mostly, together)).joins()).isFalse();
    }

    @Test
    void winner_baselineThatIsBetterBeyondDoubt_joinsThoseTogether() {
        Standing baseline = standing("z-score", Sort.BASELINE, 9);
        Standing together = standing("pca+lstm-predictor", Sort.TOGETHER, 5, 2, 6);
        Outcome before = new Outcome(List.of(baseline, together));

        assertThat(before.winner()).isZero();
        assertThat(before.joins()).isTrue();
        assertThat(new Outcome(List.of(standing("pca", Sort.BASELINE, 9), together)).joins())
                .isFalse(); // is in it already

        Outcome after = before.with(standing("z-score+pca+lstm-predictor", Sort.JOINED, 7));
        assertThat(after.winner()).isEqualTo(2);
        assertThat(after.joins()).isFalse();
        assertThat(after.remarks())
                .startsWith(
                        "`z-score` found 37.5 points more than several kinds together, beyond the doubt of 3.9: it is"
                                + " taken beside them")
                .contains("No better than the best baseline: `pca+lstm-predictor`, `z-score+pca+lstm-predictor`.");
    }

    @Test
    void table_hasARowForEachAndSaysWhichWasTaken() {
        Outcome outcome = new Outcome(List.of(
                standing("z-score", Sort.BASELINE, 3),
                new Standing(
                        "pca",
                        Sort.BASELINE,
                        List.of(
                                new Result(new Injected(SyntheticFault.SPIKE, Reach.ONE_SENSOR), 0, 0, true),
                                new Result(new Injected(SyntheticFault.SPIKE, Reach.ONE_SENSOR), 0, 0, false),
                                new Result(new Injected(SyntheticFault.SPIKE, Reach.SEVERAL), 0, 0, true)))));

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
                                "one sensor",
                                "several",
                                "mean",
                                ""),
                        List.of("z-score", "30 %", "30 %", "30 %", "30 %", "30 %", "30 %", "30 %", "-", "30 %", ""),
                        List.of("pca", "75 %", "-", "-", "-", "-", "-", "50 %", "100 %", "75 %", "taken"));
    }
}
