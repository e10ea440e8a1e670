package io.bellwether.trainer.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SyntheticFaultTest {
    private static final double[] NORMAL = {1, 0, -1, 0, 2};

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(SyntheticFault.SPIKE, 2, new double[] {7, 6, 5, 0, 2}),
                Arguments.of(SyntheticFault.LEVEL_SHIFT, -1, new double[] {0, -1, -2, -1, 1}),
                Arguments.of(SyntheticFault.SLOW_DRIFT, 2.5, new double[] {2, 2, 2, 4, 7}),
                Arguments.of(SyntheticFault.FROZEN, 4, new double[] {1, 1, 1, 1, 1}),
                Arguments.of(SyntheticFault.BROKEN_CORRELATION, 1, new double[] {2, 0, -1, 0, 1}));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void apply_toKnownValues_givesThoseDoneByHand(SyntheticFault fault, double size, double[] expected) {
        assertThat(fault.apply(NORMAL, size, new SplittableRandom(1))).containsExactly(expected);
        assertThat(NORMAL).containsExactly(1, 0, -1, 0, 2);
    }

    @Test
    void variance_addsNoiseOfThatSize() {
        double[] faulty = SyntheticFault.VARIANCE.apply(new double[10_000], 3, new SplittableRandom(1));

        double squares =
                Arrays.stream(faulty).map(value -> value * value).average().orElseThrow();
        assertThat(Math.sqrt(squares)).isBetween(2.9, 3.1);
    }
}
