package io.bellwether.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void areas_ofAKnownRanking_areThoseDoneByHand() {
        // From the top: 0.9 (1), 0.8 (0), 0.7 (1), 0.1 (0). Of 4 pairs, 3 are in order.
        Ranking ranking = new Ranking(Marks.scored("0110", 0.8, 0.9, 0.7, 0.1));

        assertThat(ranking.areaUnderRoc()).isEqualTo(0.75);
        assertThat(ranking.averagePrecision()).isCloseTo(0.5 * 1 + 0.5 * 2 / 3, within(1e-12));
    }

    @Test
    void ties_countHalfAndMakeOneStep() {
        // From the top: 2 (1, 0), 1 (1, 0, 0). Pairs: 0.5 + 2 of 3, and 0 + 1 of 3.
        Ranking ranking = new Ranking(Marks.scored("10100", 2, 2, 1, 1, 1));

        assertThat(ranking.areaUnderRoc()).isCloseTo((2.5 + 1) / 6, within(1e-12));
        assertThat(ranking.averagePrecision()).isCloseTo(0.5 * 1 / 2 + 0.5 * 2 / 5, within(1e-12));
    }

    @Test
    void zeros_ofBothSigns_areATie() {
        assertThat(new Ranking(Marks.scored("10", -0.0, 0.0)).areaUnderRoc()).isEqualTo(0.5);
    }

    @Test
    void oneClass_hasNoArea() {
        assertThat(new Ranking(Marks.scored("00", 1, 2)).areaUnderRoc()).isNaN();
        assertThat(new Ranking(Marks.scored("00", 1, 2)).averagePrecision()).isNaN();
        assertThat(new Ranking(Marks.scored("11", 1, 2)).areaUnderRoc()).isNaN();
        assertThat(new Ranking(Marks.scored("11", 1, 2)).averagePrecision()).isEqualTo(1);
    }

    @Test
    void rowWithoutAScore_countsAsTheLowest() {
        // The missing one ties with 0.2 at the bottom.
        Ranking ranking = new Ranking(Marks.scored("1010", 0.9, 0.2, Double.NaN, 0.5));

        assertThat(ranking.areaUnderRoc()).isCloseTo((2 + 0.5) / 4, within(1e-12));
    }
}
