package io.bellwether.trainer.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.trainer.threshold.Threshold.Method;
import io.bellwether.trainer.threshold.Threshold.Note;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetThresholdTest {
    private static final AlertPolicy USUAL = AlertPolicy.defaults();
    private static final ScaledQuantile FALLBACK = new ScaledQuantile(0.99, 1.5);
    private static final double SECONDS_A_DAY = 86_400;

    private static BudgetThreshold budget(double perDay) {
        return new BudgetThreshold(perDay, FALLBACK);
    }

    static Stream<Arguments> longEnough() {
        return Stream.of(Arguments.of("Gaussian", Simulated.GAUSSIAN), Arguments.of("Student", Simulated.STUDENT));
    }

    /**
     * Four hours of held-out scores; the budgets allow 48, 16 and 4 alarms in them. Each threshold meets one hour of
     * fresh scores. A rate learned from time T and held against time L misses by more than a Poisson count does: the
     * variance is larger by 1 + L / T (Nelson 1970), and no interval that leaves that out has 95 %.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("longEnough")
    void choose_heldOutTimeOfFourAlarmsAndMore_keepsTheBudget(String name, ToDoubleFunction<SplittableRandom> error) {
        int seeds = 80;
        double[] budgets = {288, 96, 24};
        int[] alarms = new int[budgets.length];
        for (int seed = 0; seed < seeds; seed++) {
            SplittableRandom random = new SplittableRandom(1000 + seed);
            HeldOutScores heldOut = Simulated.heldOut(Simulated.scores(14_400, error, random));
            Episodes fresh = new Episodes(Simulated.heldOut(Simulated.scores(3600, error, random)), USUAL);
            for (int b = 0; b < budgets.length; b++) {
                alarms[b] +=
                        fresh.count(budget(budgets[b]).choose(heldOut, USUAL).value());
            }
        }

        for (int b = 0; b < budgets.length; b++) {
            double expected = budgets[b] / 24 * seeds;
            double widest = 1.96 * Math.sqrt(expected * (1 + 1 / 4.0));
            assertThat(alarms[b]).as("%s a day", budgets[b]).isCloseTo((int) expected, within((int) widest));
        }
    }

    /** One hour of held-out scores for budgets of up to a week: pooled over seeds, on eleven days of fresh scores. */
    @ParameterizedTest
    @CsvSource({
        "GAUSSIAN, 24, 1.2",
        "GAUSSIAN, 1, 1",
        "GAUSSIAN, 0.142857, 1",
        "STUDENT, 24, 2",
        "STUDENT, 1, 4",
        "STUDENT, 0.142857, 8"
    })
    void choose_farBeyondTheData_staysWithinAFactor(String noise, double perDay, double factor) {
        ToDoubleFunction<SplittableRandom> error = noise.equals("GAUSSIAN") ? Simulated.GAUSSIAN : Simulated.STUDENT;
        SplittableRandom random = new SplittableRandom(77);
        int frames = 1_000_000;
        Episodes fresh = new Episodes(Simulated.heldOut(Simulated.scores(frames, error, random)), USUAL);
        int seeds = 15;
        double alarms = 0;
        for (int seed = 0; seed < seeds; seed++) {
            HeldOutScores heldOut = Simulated.heldOut(Simulated.scores(3600, error, random));
            Threshold threshold = budget(perDay).choose(heldOut, USUAL);
            assertThat(threshold.method()).isEqualTo(Method.PEAKS_OVER_THRESHOLD);
            assertThat(threshold.value()).isLessThan(4 * heldOut.largest());
            alarms += fresh.count(threshold.value());
        }

        assertThat(alarms / seeds / (frames / SECONDS_A_DAY)).isLessThan(factor * perDay);
    }

    @Test
    void choose_oneHour_saysWhatItKnows() {
        HeldOutScores heldOut = Simulated.heldOut(Simulated.scores(3600, Simulated.GAUSSIAN, new SplittableRandom(5)));

        Threshold threshold = budget(24).choose(heldOut, USUAL);

        assertThat(threshold.method()).isEqualTo(Method.PEAKS_OVER_THRESHOLD);
        assertThat(threshold.note()).isEqualTo(Note.NONE);
        assertThat(threshold.low()).isLessThan(threshold.value());
        assertThat(threshold.high()).isGreaterThan(threshold.low());
        assertThat(threshold.alarmsPerDay()).isCloseTo(24, within(0.01));
        assertThat(threshold.peaks()).isGreaterThan(BudgetThreshold.FEWEST_PEAKS);
        assertThat(threshold.fit()).isBetween(0.01, 0.5);
    }

    @Test
    void choose_smallerBudget_isAHigherThreshold() {
        HeldOutScores heldOut = Simulated.heldOut(Simulated.scores(14_400, Simulated.STUDENT, new SplittableRandom(6)));
        double before = 0;
        for (double perDay : new double[] {20_000, 2000, 500, 150, 20, 1, 0.1, 0.01}) {
            double now = budget(perDay).choose(heldOut, USUAL).value();
            assertThat(now).as("%s a day", perDay).isGreaterThan(before);
            before = now;
        }
        assertThat(before).isLessThan(10 * heldOut.largest());
    }

    @Test
    void choose_fiveMinutesForOneAlarmAWeek_isNeverBelowTheScaledQuantile() {
        for (int seed = 0; seed < 40; seed++) {
            HeldOutScores heldOut =
                    Simulated.heldOut(Simulated.scores(300, Simulated.GAUSSIAN, new SplittableRandom(seed)));
            Threshold threshold = budget(1 / 7.0).choose(heldOut, USUAL);

            assertThat(threshold.value())
                    .isBetween(FALLBACK.choose(heldOut, USUAL).value(), 6 * heldOut.largest());
            if (threshold.method() == Method.SCALED_QUANTILE) {
                assertThat(threshold.note()).isEqualTo(Note.TOO_FEW_PEAKS);
                assertThat(threshold.alarmsPerDay()).isNaN();
            }
        }
    }

    @Test
    void choose_manyAlarmsAllowed_countsThem() {
        HeldOutScores heldOut =
                Simulated.heldOut(Simulated.scores(20_000, Simulated.GAUSSIAN, new SplittableRandom(8)));

        Threshold threshold = budget(300).choose(heldOut, USUAL);

        Episodes episodes = new Episodes(heldOut, USUAL);
        double allowed = 300 * heldOut.days();
        assertThat(threshold.method()).isEqualTo(Method.COUNTED);
        assertThat(episodes.count(threshold.value())).isBetween((int) (0.95 * allowed) - 1, (int) allowed);
        assertThat(threshold.low()).isLessThan(threshold.value());
        assertThat(threshold.high()).isGreaterThan(threshold.value());
        assertThat(threshold.alarmsPerDay()).isLessThanOrEqualTo(300);
    }

    /** Twelve bursts and nothing between: the budget allows 20, so any threshold above zero keeps it. */
    @Test
    void choose_moreAllowedThanThereArePeaks_countsThem() {
        double[] scores = new double[10_000];
        for (int burst = 0; burst < 12; burst++) {
            Arrays.fill(scores, 800 * burst + 100, 800 * burst + 105, burst + 1);
        }
        HeldOutScores heldOut = Simulated.heldOut(scores);

        Threshold threshold = budget(172.8).choose(heldOut, USUAL);

        assertThat(threshold.method()).isEqualTo(Method.COUNTED);
        assertThat(threshold.value()).isBetween(0.0, 12.0);
        assertThat(threshold.alarmsPerDay())
                .isCloseTo((new Episodes(heldOut, USUAL).count(threshold.value()) + 1) * 8.64, within(1e-9));
    }

    /** Twenty minutes with fifteen peaks allow twenty alarms: the threshold keeps the budget, but does not use it up. */
    @Test
    void choose_moreAllowedThanThereArePeaks_tellsTheRateThatIsToExpect() {
        SplittableRandom random = new SplittableRandom(11);
        double[] heights = random.doubles(15).map(height -> 1 + height).toArray();
        double[] scores = new double[1200];
        Arrays.setAll(scores, i -> heights[i / 80] * Math.pow(Math.sin(Math.PI * i / 80), 2));
        HeldOutScores heldOut = Simulated.heldOut(scores);

        Threshold threshold = budget(1440).choose(heldOut, USUAL);

        int counted = new Episodes(heldOut, USUAL).count(threshold.value());
        assertThat(threshold.method()).isEqualTo(Method.COUNTED);
        assertThat(counted).isBetween(10, 15);
        assertThat(threshold.alarmsPerDay()).isCloseTo((counted + 1) * 72, within(1e-9));
    }

    /** Scores that never come near zero: low down an incident stays open for ever, which must not pass for silence. */
    @Test
    void choose_manyAlarmsAllowedOnScoresOfOneSize_staysAboveTheMedian() {
        double[] scores = Simulated.scores(20_000, Simulated.GAUSSIAN, new SplittableRandom(9));
        HeldOutScores heldOut =
                Simulated.heldOut(Arrays.stream(scores).map(s -> 100 + s).toArray());

        assertThat(budget(300).choose(heldOut, USUAL).value()).isBetween(102.0, 105.0);
        assertThat(budget(80_000).choose(heldOut, USUAL).value()).isGreaterThan(101.0);
    }

    @Test
    void choose_standstill_saysSo() {
        double[] still = new double[5000];
        Arrays.fill(still, 2);

        assertThat(budget(1).choose(Simulated.heldOut(still), USUAL))
                .isEqualTo(Threshold.of(3, Method.SCALED_QUANTILE, Note.NO_VARIATION));
    }

    /** Peaks of two kinds, and nothing between. */
    @Test
    void choose_peaksOfTwoKinds_saysThatTheFitIsPoor() {
        SplittableRandom random = new SplittableRandom(10);
        double[] scores = new double[10_000];
        Arrays.setAll(scores, i -> i % 100 < 6 ? (i / 100 % 4 == 0 ? 9 : 3) : random.nextDouble());
        for (int i = 0; i < scores.length; i++) {
            scores[i] += 0.01 * random.nextDouble();
        }

        Threshold threshold = budget(1).choose(Simulated.heldOut(scores), USUAL);

        assertThat(threshold.note()).isEqualTo(Note.POOR_FIT);
        assertThat(threshold.value()).isBetween(9.0, 40.0);
    }

    /** Peaks of shape 0.9 are fitted well by their own distribution, but the threshold is not found on that one. */
    @ParameterizedTest
    @ValueSource(ints = {60, 200})
    void choose_tailHeavierThanIsAllowedFor_saysSo(int peaks) {
        SplittableRandom random = new SplittableRandom(12);
        double[] heights = GeneralizedParetoTest.sample(new GeneralizedPareto(1, 0.9), 2 * peaks, random);
        double[] scores = new double[200 * peaks];
        Arrays.setAll(scores, i -> i % 100 < 6 ? 2 + heights[i / 100] : random.nextDouble());

        Threshold threshold = budget(1).choose(Simulated.heldOut(scores), USUAL);

        assertThat(threshold.note()).isIn(Note.HEAVY_TAIL, Note.POOR_FIT);
    }
}
