package io.bellwether.trainer.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeldOutScoresTest {
    private static final double NONE = Double.NaN;

    @Test
    void missingScore_keepsTheLastOneAndDoesNotCountAsOne() {
        HeldOutScores scores = HeldOutScores.labelled(
                List.of(new double[] {NONE, 1, NONE, 3}, new double[] {NONE}, new double[] {2, NONE}),
                List.of(new boolean[] {true, false, true, false}, new boolean[] {true}, new boolean[] {false, true}),
                Duration.ofHours(12));

        assertThat(scores.stretches()).containsExactly(new double[] {1, 1, 3}, new double[] {2, 2});
        assertThat(scores.labels()).containsExactly(new boolean[] {false, true, false}, new boolean[] {false, true});
        assertThat(scores.days()).isEqualTo(2.5);
        assertThat(scores.mean()).isEqualTo(2);
        assertThat(scores.spread()).isCloseTo(Math.sqrt(2 / 3.0), within(1e-12));
        assertThat(scores.largest()).isEqualTo(3);
        assertThat(scores.quantile(0.75)).isEqualTo(2.5);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(List.of(), "no held-out score"),
                Arguments.of(List.of(new double[0]), "no held-out score"),
                Arguments.of(List.of(new double[] {NONE, NONE}), "no held-out score"),
                Arguments.of(List.of(new double[] {1}, new double[] {1, 1 / 0.0}), "frame 1 in stretch 1 is Infinity"),
                Arguments.of(List.of(new double[] {-2, 1}), "frame 0 in stretch 0 is -2.0"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void scores_nonsense_isRefused(List<double[]> stretches, String message) {
        assertThatThrownBy(() -> HeldOutScores.of(stretches, Simulated.SECOND)).hasMessageContaining(message);
    }

    @Test
    void labels_ofAnotherShape_areRefused() {
        List<double[]> one = List.of(new double[] {1, 2});

        assertThatThrownBy(() -> HeldOutScores.labelled(one, List.of(), Simulated.SECOND))
                .hasMessage("1 stretches of scores have 0 stretches of labels");
        assertThatThrownBy(() -> HeldOutScores.labelled(one, List.of(new boolean[1]), Simulated.SECOND))
                .hasMessage("stretch 0 has 2 scores and 1 labels");
        assertThatThrownBy(() -> HeldOutScores.of(one, Duration.ZERO)).hasMessageContaining("longer than zero");
    }
}
