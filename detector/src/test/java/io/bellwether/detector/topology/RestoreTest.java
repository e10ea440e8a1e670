package io.bellwether.detector.topology;

import static io.bellwether.detector.TinyModels.AUTOENCODER;
import static io.bellwether.detector.TinyModels.OTHER_PUMP;
import static io.bellwether.detector.TinyModels.PREDICTOR;
import static io.bellwether.detector.TinyModels.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.detector.TinyModels;
import io.bellwether.network.NetworkShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A detector that is stopped and started again says what it would have said without the stop. */
class RestoreTest {
    private static final int SECONDS = 160;

    @ParameterizedTest
    @CsvSource({
        "1,predictor",
        "7,predictor",
        "79,predictor",
        "85,predictor",
        "99,predictor",
        "103,predictor",
        "1,autoencoder",
        "4,autoencoder",
        "85,autoencoder",
        "103,autoencoder"
    })
    void state_isStoredAndRestored_theOutputIsByteEqual(int stop, String kind) {
        NetworkShape shape = kind.equals("predictor") ? PREDICTOR : AUTOENCODER;
        byte[] model = TinyModels.file("tiny", "1.0.0", 1, shape, PUMP, OTHER_PUMP);
        byte[] next = TinyModels.file("tiny", "1.1.0", 2, shape, PUMP, OTHER_PUMP);
        List<String> undisturbed = new ArrayList<>();
        List<String> disturbed = new ArrayList<>();

        try (Bench bench = new Bench(Map.of(), model)) {
            feed(bench, 0, SECONDS, next);
            collect(bench, undisturbed);
        }
        Map<String, byte[]> states;
        try (Bench bench = new Bench(Map.of(), model)) {
            feed(bench, 0, stop, next);
            collect(bench, disturbed);
            states = bench.storedStates();
        }
        byte[][] published = stop > 100 ? new byte[][] {model, next} : new byte[][] {model};
        try (Bench bench = new Bench(Map.of(), published)) {
            bench.storeStates(states);
            feed(bench, stop, SECONDS, next);
            collect(bench, disturbed);
        }

        assertThat(sorted(disturbed)).isEqualTo(sorted(undisturbed));
        assertThat(undisturbed)
                .anyMatch(message -> message.contains("OPENED"))
                .anyMatch(message -> message.contains("1.1.0"));
    }

    @Test
    void state_ofAModelNoLongerAtHand_startsAfreshAndCounts() {
        Map<String, byte[]> states;
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            feed(bench, 0, 100, null);
            states = bench.storedStates();
        }
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.1.0", 2))) {
            bench.storeStates(states);
            bench.reading(PUMP, 100, 0, 0);

            assertThat(bench.scores()).hasSize(1).allMatch(score -> score.warmingUp());
            assertThat(bench.count("state.resets")).isEqualTo(1);
        }
    }

    @Test
    void state_thatCannotBeRead_startsAfreshAndCounts() {
        byte[] model = TinyModels.file("tiny", "1.0.0", 1);
        try (Bench bench = new Bench(Map.of(), model)) {
            bench.storeStates(Map.of(PUMP, new byte[] {99, 1, 2}, OTHER_PUMP, new byte[0]));
            bench.reading(PUMP, 100, 0, 0);
            bench.reading(OTHER_PUMP, 100, 0, 0);

            assertThat(bench.scores()).hasSize(2);
            assertThat(bench.count("state.resets")).isEqualTo(2);
        }
    }

    private static void feed(Bench bench, int from, int to, byte[] next) {
        for (int second = from; second < to; second++) {
            if (second == 100 && next != null) {
                bench.publish(next);
            }
            SplittableRandom random = new SplittableRandom(second);
            double bump = second >= 80 && second < 90 ? 15 : 0;
            if (second % 17 != 5) { // a few are missing
                bench.reading(PUMP, second, random.nextGaussian() + bump, random.nextGaussian());
            }
            bench.reading(OTHER_PUMP, second, random.nextGaussian(), random.nextGaussian());
        }
    }

    private static void collect(Bench bench, List<String> messages) {
        messages.addAll(bench.rawScores());
        messages.addAll(bench.rawAlerts().stream()
                .map(message -> message.replaceAll("ffset\":\\d+", "ffset\":n")) // the driver counts them anew
                .toList());
    }

    private static List<String> sorted(List<String> messages) {
        return messages.stream().sorted().toList();
    }
}
