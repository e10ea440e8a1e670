package io.bellwether.trainer.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.trainer.contest.Injected.Reach;
import io.bellwether.trainer.contest.Standing.Result;
import io.bellwether.trainer.contest.Standing.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final int BLOCKS = 8;

    /** Found so many of ten faults of every sort in each of eight blocks, the first ones, and in some blocks one more. */
    private static Standing standing(String kinds, Sort sort, int ofTen, Integer... better) {
        return new Standing(
                kinds,
                sort,
                results(1, BLOCKS, asset -> ofTen, block -> List.of(better).contains(block) ? 1 : 0));
    }

    private static List<Result> results(int assets, int blocks, IntUnaryOperator ofTen) {
        return results(assets, blocks, ofTen, block -> 0);
    }

    /** @param ofTen faults that are found, by asset, and how many more, by block */
    private static List<Result> results(int assets, int blocks, IntUnaryOperator ofTen, IntUnaryOperator more) {
        List<Result> results = new ArrayList<>();
        for (int asset = 0; asset < assets; asset++) {
            for (int block = 0; block < blocks; block++) {
                int found = ofTen.applyAsInt(asset) + more.applyAsInt(block);
                for (SyntheticFault fault : SyntheticFault.values()) {
                    for (int t = 0; t < 10; t++) {
                        results.add(new Result(new Injected(fault, Reach.ONE_SENSOR), asset, block, t < found));
                    }
                }
            }
        }
        return results;
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
    void winner_isWhatIsBetterBeyondDoubt_thoughSomethingElseFoundMore() {
        Standing together = standing("pca+lstm-predictor", Sort.TOGETHER, 5);
        Standing lucky =
                new Standing("z-score", Sort.BASELINE, results(1, BLOCKS, block -> 5, block -> block == 0 ? 5 : 0));
        Standing steady = standing("lstm-predictor", Sort.NETWORK, 5, 0, 2, 4, 6);

        assertThat(lucky.mean()).isGreaterThan(steady.mean());
        assertThat(new Outcome(List.of(lucky, steady, together)).winner()).isEqualTo(1);
    }

    @Test
    void doubt_ofSeveralAssets_isThatOverAssetsWhereItIsLarger() {
        Standing together = new Standing("pca+lstm-predictor", Sort.TOGETHER, results(4, 4, asset -> 5));
        Standing onOneAsset = new Standing("z-score", Sort.BASELINE, results(4, 4, asset -> asset == 0 ? 9 : 5));

        assertThat(onOneAsset.mean() - together.mean()).isCloseTo(0.1, within(1e-12)); // in every block the same
        assertThat(onOneAsset.doubt(together)).isCloseTo(3.1824 * 0.2 / Math.sqrt(4), within(1e-4));
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
                        "`z-score` found 37.5 points more than several kinds together, beyond the doubt of 4.3: it is"
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
                        List.of("pca", "67 %", "-", "-", "-", "-", "-", "50 %", "100 %", "67 %", "taken"));
    }
}
