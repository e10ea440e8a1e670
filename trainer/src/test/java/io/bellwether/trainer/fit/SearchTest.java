package io.bellwether.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import io.bellwether.scoring.Scaler;
import io.bellwether.trainer.config.Decoder;
import io.bellwether.trainer.config.FitConfig;
import io.bellwether.trainer.config.NetworkSizes;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Readings;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.fit.Search.Candidate;
import io.bellwether.trainer.fit.Search.Found;
import io.bellwether.trainer.fit.Search.Loss;
import io.bellwether.trainer.threads.Workers;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SearchTest {
    private static final Engine ENGINE = new BpttEngine(new Dl4jEngine());
    private static final FitConfig CONFIG = new FitConfig(0.1, 12, 8, 0.02, 4, 0, 0, 0, 0, Decoder.LATENT, true);

    private static NetworkSizes sizes(NetworkKind kind, List<Integer> hidden, int latent) {
        return new NetworkSizes(kind, hidden, latent, 6, 10, 1);
    }

    private static ScaledSeries series(int rows) {
        FrameSeries frames = Readings.frames(rows, 2, (row, s) -> Math.sin(row / (1.0 + s)) + s);
        return new ScaledSeries(frames, new Scaler(List.of(0.0, 1.0), List.of(0.7, 0.7)), new Folds(frames, 4), 5);
    }

    private static Found search(NetworkSizes sizes, int threads, Progress progress) {
        try (Workers workers = new Workers(threads)) {
            return new Search(ENGINE, sizes, CONFIG).fit(List.of(series(200)), 7, workers, progress, "pump");
        }
    }

    private static List<float[]> weights(List<Member> members) {
        List<float[]> all = new ArrayList<>();
        for (Member member : members) {
            Network network = member.network();
            FloatBuffer out = FloatBuffer.allocate(network.shape().weightCount());
            NetworkWeights.write(network, out);
            all.add(out.array());
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(names = {"LSTM_PREDICTOR", "LSTM_AUTOENCODER"})
    void search_anyNumberOfThreads_takesWhatATrainingOfItsSizesGives(NetworkKind kind) {
        NetworkSizes sizes = sizes(kind, List.of(4), kind == NetworkKind.LSTM_AUTOENCODER ? 2 : 0);

        Found one = search(sizes, 1, Progress.none());
        Found three = search(sizes, 3, Progress.none());

        assertThat(three.candidates()).isEqualTo(one.candidates());
        Candidate taken =
                one.candidates().stream().filter(Candidate::isTaken).findFirst().orElseThrow();
        NetworkSizes alone = sizes.with(taken.shape().hidden(), taken.shape().latent());
        try (Workers workers = new Workers(1)) {
            List<Member> members =
                    new Fitting(ENGINE, alone, CONFIG).fit(List.of(series(200)), 7, workers, Progress.none(), "pump");
            for (int m = 0; m < 4; m++) {
                assertThat(weights(one.members()).get(m))
                        .isEqualTo(weights(members).get(m));
                assertThat(weights(three.members()).get(m))
                        .isEqualTo(weights(members).get(m));
            }
            assertThat(taken.loss())
                    .isCloseTo(
                            members.stream().mapToDouble(Member::loss).average().orElseThrow(), within(1e-12));
        }
    }

    @Test
    void candidates_ofAPredictor_areHalfAndTwiceItsHiddenSizes() {
        List<NetworkSizes> found =
                new Search(ENGINE, sizes(NetworkKind.LSTM_PREDICTOR, List.of(16, 5), 0), CONFIG).candidates(8);

        assertThat(found.stream().map(NetworkSizes::hidden))
                .containsExactly(List.of(8, 2), List.of(16, 5), List.of(32, 10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // sensors | hidden | latent | hidden/latent of the candidates, the fewest weights first
                "8  | 16 | 0 | 8/4 16/2 16/4 16/7 32/4", // by default half the sensors; as many as sensors could copy
                "30 | 16 | 5 | 8/5 16/2 16/5 16/10 32/5",
                "2  | 16 | 0 | 8/3 16/1 16/3 32/3", // what was asked for is always tried
                "8  | 1  | 1 | 1/1 1/2 2/1",
            })
    void candidates_ofAnAutoencoder_varyHiddenOrLatent(int sensors, int hidden, int latent, String expected) {
        List<NetworkSizes> found = new Search(
                        ENGINE, sizes(NetworkKind.LSTM_AUTOENCODER, List.of(hidden), latent), CONFIG)
                .candidates(sensors);

        assertThat(found.stream().map(sizes -> sizes.hidden().get(0) + "/" + sizes.latent()))
                .containsExactlyInAnyOrder(expected.split(" "))
                .hasSizeLessThanOrEqualTo(6);
        assertThat(found.stream().map(sizes -> sizes.shape(sensors).weightCount()))
                .isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        // losses of a small, a middle and a large network, the standard error of each
        "1.0, 1.0, 1.0, 0.1, 0", // the same: the smallest
        "1.05, 1.0, 0.97, 0.1, 0", // within one standard error of the least
        "1.2, 1.0, 0.97, 0.1, 1",
        "1.2, 1.1, 0.97, 0.1, 2",
        "0.9, 1.1, 0.97, 0.1, 0", // a larger one fits worse
        "1.01, 1.0, 1.0, 0, 1", // one fold: the least
    })
    void rule_ofOneStandardError_takesTheSmallestThatIsGoodEnough(
            double small, double middle, double large, double error, int taken) {
        List<Loss> losses = List.of(new Loss(4, small, error), new Loss(4, middle, error), new Loss(4, large, error));

        assertThat(Search.smallestWithinOneStandardError(losses)).isEqualTo(taken);
    }

    @Test
    void rule_ofOneStandardError_leavesOutWhatDiverged() {
        List<Loss> losses = List.of(new Loss(0, Double.NaN, 0), new Loss(3, 0.1, 0.1), new Loss(4, 0.9, 0.1));

        assertThat(Search.smallestWithinOneStandardError(losses)).isEqualTo(2);
    }

    @Test
    void loss_ofFolds_isTheirMeanAndItsStandardErrorWhereTheyAreKnown() {
        NetworkShape shape = NetworkShape.predictor(1, List.of(1));
        Network network = NetworkWeights.read(shape, FloatBuffer.allocate(shape.weightCount()));
        List<Member> members = new ArrayList<>();
        for (double loss : new double[] {1, 2, Double.NaN, 6}) {
            members.add(new Member(network, 1, loss, loss, 0));
        }

        Loss loss = Loss.of(members);

        assertThat(loss.folds()).isEqualTo(3);
        assertThat(loss.mean()).isCloseTo(3, within(1e-12));
        assertThat(loss.standardError()).isCloseTo(Math.sqrt(7.0 / 3), within(1e-12)); // variance 7
        assertThat(Loss.of(members.subList(0, 1)).standardError()).isZero();
        assertThat(Loss.of(members.subList(2, 3)).folds()).isZero();
    }

    @Test
    void progress_ofASearch_isOneTaskThatReachesItsEnd() {
        AtomicLong all = new AtomicLong();
        AtomicLong done = new AtomicLong();
        List<String> titles = Collections.synchronizedList(new ArrayList<>());
        Progress progress = (title, steps) -> {
            titles.add(title);
            all.set(steps);
            return new Progress.Task() {
                @Override
                public void advance(long more) {
                    done.addAndGet(more);
                }

                @Override
                public void close() {}
            };
        };

        search(sizes(NetworkKind.LSTM_PREDICTOR, List.of(2), 0), 2, progress);

        assertThat(titles).containsExactly("pump, search over 3 sizes");
        assertThat(all).hasValue(3 * 4 * 12);
        assertThat(done).hasValue(3 * 4 * 12);
    }

    @Test
    void data_withoutAHeldOutWindow_areRefused() {
        try (Workers workers = new Workers(1)) {
            // Folds of 9 frames: enough for windows of 11 to train on, none to compare by.
            assertThatThrownBy(() -> new Search(ENGINE, sizes(NetworkKind.LSTM_PREDICTOR, List.of(2), 0), CONFIG)
                            .fit(List.of(series(36)), 7, workers, Progress.none(), "pump"))
                    .isInstanceOf(RefusedError.class)
                    .hasMessageContaining("there is too little data to search, ")
                    .hasMessageContaining("none of the 4 folds has 11 consecutive frames");
        }
    }
}
