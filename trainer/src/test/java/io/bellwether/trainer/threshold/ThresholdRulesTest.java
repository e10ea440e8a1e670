package io.bellwether.trainer.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.trainer.threshold.Threshold.Method;
import io.bellwether.trainer.threshold.Threshold.Note;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdRulesTest {
    private static final AlertPolicy USUAL = AlertPolicy.defaults();
    private static final ScaledQuantile TODAY = new ScaledQuantile(0.99, 1.5);

    @Test
    void scaledQuantile_hundredAndOneScores_isTheSecondLargestTimesTheFactor() {
        double[] scores = new double[101];
        Arrays.setAll(scores, i -> i);

        assertThat(TODAY.choose(Simulated.heldOut(scores), USUAL))
                .isEqualTo(Threshold.of(99 * 1.5, Method.SCALED_QUANTILE, Note.NONE));
    }

    @Test
    void gaussian_byHand_isMeanPlusDeviations() {
        assertThat(new GaussianLimit(3).choose(Simulated.heldOut(1, 3), USUAL).value())
                .isEqualTo(5);
    }

    /** 40 scores of 1 or 2 and a burst of 3 at 20: best cut off with the least z that leaves the burst out. */
    @Test
    void dynamic_oneBurst_separatesIt() {
        double[] scores = new double[43];
        Arrays.setAll(scores, i -> i >= 20 && i < 23 ? 20 : 1 + i % 2);

        Threshold threshold = new DynamicThreshold().choose(Simulated.heldOut(scores), USUAL);

        assertThat(threshold.value()).isBetween(2.0, 20.0);
        double mean = Arrays.stream(scores).average().orElseThrow();
        double spread = Math.sqrt(Arrays.stream(scores)
                .map(s -> (s - mean) * (s - mean))
                .average()
                .orElseThrow());
        assertThat(threshold.value()).isCloseTo(mean + 2 * spread, within(1e-9));
    }

    @Test
    void dynamic_nothingAboveTwoDeviations_isTwelve() {
        assertThat(new DynamicThreshold()
                        .choose(Simulated.heldOut(1, 3, 1, 3), USUAL)
                        .value())
                .isEqualTo(2 + 12);
    }

    static Stream<Arguments> labelled() {
        double[] scores = {1, 5, 2, 4, 3};
        return Stream.of(
                Arguments.of("separable", scores, new boolean[] {false, true, false, true, false}, 1, 3.5),
                Arguments.of("misses are worse", scores, new boolean[] {false, true, true, false, false}, 3, 1.5),
                Arguments.of("alarms are worse", scores, new boolean[] {false, true, true, false, false}, 0.1, 4.5),
                Arguments.of("ties stay together", new double[] {2, 2, 1}, new boolean[] {true, false, false}, 1, 1.5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labelled")
    void fBeta_labels_chooseTheBest(String name, double[] scores, boolean[] labels, double beta, double expected) {
        HeldOutScores held = HeldOutScores.labelled(List.of(scores), List.of(labels), Simulated.SECOND);

        assertThat(new FBetaThreshold(beta, TODAY).choose(held, USUAL))
                .isEqualTo(Threshold.of(expected, Method.F_BETA, Note.NONE));
    }

    @Test
    void fBeta_faultsThatDoNotStandOut_fallsBack() {
        HeldOutScores held = HeldOutScores.labelled(
                List.of(new double[] {1, 5, 2, 4, 3}),
                List.of(new boolean[] {true, false, false, false, false}),
                Simulated.SECOND);

        Threshold threshold = new FBetaThreshold(1, TODAY).choose(held, USUAL);

        assertThat(threshold.note()).isEqualTo(Note.NOT_TOLD_APART);
        assertThat(threshold.method()).isEqualTo(Method.SCALED_QUANTILE);
        assertThat(threshold.value()).isEqualTo(TODAY.choose(held, USUAL).value());
    }

    @Test
    void fBeta_oneClassOrNoLabels_saysSo() {
        FBetaThreshold rule = new FBetaThreshold(1, TODAY);
        HeldOutScores normal =
                HeldOutScores.labelled(List.of(new double[] {1, 2}), List.of(new boolean[2]), Simulated.SECOND);

        assertThat(rule.choose(normal, USUAL))
                .isEqualTo(Threshold.of(1.99 * 1.5, Method.SCALED_QUANTILE, Note.ONE_CLASS));
        assertThatThrownBy(() -> rule.choose(Simulated.heldOut(1, 2), USUAL)).hasMessageContaining("needs labels");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of((Runnable) () -> new ScaledQuantile(0, 1), "quantile in (0, 1]"),
                Arguments.of((Runnable) () -> new ScaledQuantile(1.1, 1), "quantile in (0, 1]"),
                Arguments.of((Runnable) () -> new ScaledQuantile(0.9, 0), "factor above 0"),
                Arguments.of((Runnable) () -> new GaussianLimit(0), "standard deviations"),
                Arguments.of((Runnable) () -> new FBetaThreshold(Double.NaN, TODAY), "beta above zero"),
                Arguments.of((Runnable) () -> new BudgetThreshold(0, TODAY), "alarms a day"),
                Arguments.of((Runnable) () -> new BudgetThreshold(1 / 0.0, TODAY), "alarms a day"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void rule_nonsense_isRefused(Runnable rule, String message) {
        assertThatThrownBy(rule::run).hasMessageContaining(message);
    }

    static Stream<Arguments> degenerate() {
        double[] spike = new double[500];
        spike[250] = 7;
        double[] twoLevels = new double[500];
        Arrays.setAll(twoLevels, i -> i % 50 < 10 ? 2 : 1);
        double[] heavy = new double[2000];
        Arrays.setAll(heavy, i -> Math.exp(Math.abs(Math.tan(i * 0.7))) % 1e12);
        double[] gaps = new double[400];
        Arrays.setAll(gaps, i -> i % 2 == 0 ? Double.NaN : 1 + i % 7);
        return Stream.of(
                Arguments.of("all equal", filled(1000, 3)),
                Arguments.of("all zero", filled(1000, 0)),
                Arguments.of("one frame", new double[] {4}),
                Arguments.of("two frames", new double[] {4, 5}),
                Arguments.of("one spike", spike),
                Arguments.of("two levels", twoLevels),
                Arguments.of("very heavy tail", heavy),
                Arguments.of("every other missing", gaps),
                Arguments.of("tiny", new double[] {1e-300, 2e-300, 3e-300, 2e-300, 1e-300}));
    }

    private static double[] filled(int length, double value) {
        double[] out = new double[length];
        Arrays.fill(out, value);
        return out;
    }

    /** From one alarm a year to one a second. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("degenerate")
    void rules_degenerateScores_stillGiveAThreshold(String name, double[] scores) {
        HeldOutScores held = Simulated.heldOut(scores);
        double[] budgets = {1 / 365.0, 1 / 7.0, 1, 24, 1440, 17_280, 86_400};
        Stream<ThresholdRule> rules = Stream.concat(
                Stream.of(TODAY, new GaussianLimit(3), new DynamicThreshold()),
                Arrays.stream(budgets).mapToObj(perDay -> new BudgetThreshold(perDay, TODAY)));

        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.choose(held, USUAL).value())
                        .isPositive()
                        .isFinite());
    }
}
