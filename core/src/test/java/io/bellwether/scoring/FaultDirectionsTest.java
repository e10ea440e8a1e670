package io.bellwether.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.network.PrincipalComponents;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultDirectionsTest {
    private static final int SENSORS = 5;
    private static final int[] VOTERS = {0, 1, 3, 4};

    /** Whatever the components, the spreads and the covariance: of one sensor's fault no other explains more. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void gain_oneSensorLies_isLargestForThatOne(long seed) {
        Case one = new Case(new Random(seed));
        double[] u = new double[VOTERS.length];
        for (int v = 0; v < VOTERS.length; v++) {
            double whole = one.whitened.of(one.errors(v, -3), u);
            for (int other = 0; other < VOTERS.length; other++) {
                double gain = one.directions.gain(other, u);
                assertThat(gain)
                        .as("seed %d, %d lies, %d is suspected", seed, v, other)
                        .isLessThanOrEqualTo(whole * whole * (1 + 1e-9));
            }
            assertThat(one.directions.gain(v, u)).isCloseTo(whole * whole, within(1e-9 * whole * whole));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void gain_anyErrors_isWhatTheSquareLosesAtItsLeast(long seed) {
        Random random = new Random(seed);
        Case one = new Case(random);
        double[] z = random.doubles(VOTERS.length, -4, 4).toArray();
        double[] u = new double[VOTERS.length];
        double whole = one.whitened.of(z, u);
        for (int v = 0; v < VOTERS.length; v++) {
            double[] direction = one.errors(v, 1);
            double least = Double.MAX_VALUE;
            double[] leastPulled = new double[VOTERS.length];
            for (int step = -100_000; step <= 100_000; step++) {
                double size = step / 2000.0;
                double[] mended = IntStream.range(0, z.length)
                        .mapToDouble(w -> z[w] - size * direction[w])
                        .toArray();
                double[] pulled = new double[VOTERS.length];
                double left = one.whitened.of(mended, pulled);
                if (left * left < least) {
                    least = left * left;
                    leastPulled = pulled;
                }
            }
            assertThat(one.directions.gain(v, u)).as("seed %d", seed).isCloseTo(whole * whole - least, within(1e-3));
            for (int other = 0; other < VOTERS.length; other++) {
                assertThat(one.directions.pulledWithout(v, other, u)).isCloseTo(leastPulled[other], within(0.05));
            }
        }
    }

    @Test
    void gain_faultThatShowsInItsOwnErrorOnly_isThatOfTheWhitenedError() {
        WhitenedError whitened = new WhitenedError(2, List.of(1 / 0.36, -0.8 / 0.36, 1 / 0.36));
        FaultDirections directions =
                new FaultDirections(new double[] {1, 0, 0, 1}, new double[] {0.5, 2}, new int[] {0, 1}, whitened);
        double[] u = new double[2];
        whitened.of(new double[] {1.5, -1}, u);

        for (int v = 0; v < 2; v++) {
            assertThat(directions.gain(v, u)).isCloseTo(whitened.gain(v, u[v]), within(1e-12));
        }
        assertThat(directions.pulledWithout(0, 0, u)).isCloseTo(0, within(1e-12));
    }

    @Test
    void gain_sensorThatTheComponentsFollow_isZero() {
        double[] response = Objects.requireNonNull(Expectation.of(
                        List.of(new PrincipalComponents(new float[2], new float[] {1, 0})), 1)
                .response());
        FaultDirections directions = new FaultDirections(response, new double[] {1, 1}, new int[] {0, 1}, null);

        assertThat(directions.gain(0, new double[] {1e-7, 2})).isZero();
        assertThat(directions.gain(1, new double[] {1e-7, 2})).isCloseTo(4, within(1e-12));
    }

    /** Two members of two components each, over five sensors, four of which vote. */
    private static final class Case {
        private final List<PrincipalComponents> members;
        private final double[] spread;
        private final WhitenedError whitened;
        private final FaultDirections directions;

        Case(Random random) {
            members = List.of(member(random), member(random));
            spread = random.doubles(SENSORS, 0.1, 2).toArray();
            whitened = new WhitenedError(VOTERS.length, precision(random));
            double[] response = Objects.requireNonNull(
                    Expectation.of(List.copyOf(members), 1).response());
            directions = new FaultDirections(response, spread, VOTERS, whitened);
        }

        /** Errors of the voters, in spreads, when one of them is off by so much: by the networks themselves. */
        double[] errors(int voter, double off) {
            float[] x = new float[SENSORS];
            x[VOTERS[voter]] = (float) off;
            float[] expected = new float[SENSORS];
            Expectation expectation = Expectation.of(List.copyOf(members), 1);
            expectation.observe(x, expectation.newState(), expected);
            return IntStream.of(VOTERS)
                    .mapToDouble(s -> ((double) x[s] - expected[s]) / spread[s])
                    .toArray();
        }

        private static PrincipalComponents member(Random random) {
            double[] a = unit(random.doubles(SENSORS, -1, 1).toArray());
            double[] b = random.doubles(SENSORS, -1, 1).toArray();
            double along =
                    IntStream.range(0, SENSORS).mapToDouble(s -> a[s] * b[s]).sum();
            double[] c = unit(IntStream.range(0, SENSORS)
                    .mapToDouble(s -> b[s] - along * a[s])
                    .toArray());
            float[] rows = new float[2 * SENSORS];
            for (int s = 0; s < SENSORS; s++) {
                rows[s] = (float) a[s];
                rows[SENSORS + s] = (float) c[s];
            }
            return new PrincipalComponents(new float[SENSORS], rows);
        }

        private static double[] unit(double[] vector) {
            double length = Math.sqrt(IntStream.range(0, SENSORS)
                    .mapToDouble(s -> vector[s] * vector[s])
                    .sum());
            return IntStream.range(0, SENSORS)
                    .mapToDouble(s -> vector[s] / length)
                    .toArray();
        }

        /** A A' + I, its upper triangle. */
        private static List<Double> precision(Random random) {
            int size = VOTERS.length;
            double[] a = random.doubles((long) size * size, -2, 2).toArray();
            List<Double> upper = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                for (int j = i; j < size; j++) {
                    double sum = i == j ? 1 : 0;
                    for (int k = 0; k < size; k++) {
                        sum += a[i * size + k] * a[j * size + k];
                    }
                    upper.add(sum);
                }
            }
            return upper;
        }
    }
}
