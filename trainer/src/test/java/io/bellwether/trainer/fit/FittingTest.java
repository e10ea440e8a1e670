package io.bellwether.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkWeights;
import io.bellwether.scoring.Scaler;
import io.bellwether.trainer.config.Decoder;
import io.bellwether.trainer.config.EnsembleConfig;
import io.bellwether.trainer.config.FitConfig;
import io.bellwether.trainer.config.NetworkSizes;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Interval;
import io.bellwether.trainer.data.Readings;
import io.bellwether.trainer.data.Readings.Signal;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.export.Parity;
import io.bellwether.trainer.threads.Workers;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FittingTest {
    private static final int HOLD = 5;
    private static final Signal WAVES = (row, s) -> row % 13 == 4 ? Double.NaN : Math.sin(row / (1.0 + s)) + s;

    private static NetworkSizes sizes(NetworkKind kind) {
        return new NetworkSizes(kind, List.of(5), 2, 6, 10, 1);
    }

    private static FitConfig config(int updates, int patience) {
        return new FitConfig(0.1, updates, 8, 0.02, 4, patience, 0, 0, 0, Decoder.LATENT, false);
    }

    private static List<EnsembleConfig> of(NetworkKind kind, FitConfig config) {
        return List.of(new EnsembleConfig(sizes(kind), config));
    }

    private static ScaledSeries series(int rows, Signal signal, Interval... leftOut) {
        FrameSeries frames = Readings.frames(rows, 2, signal, leftOut);
        return new ScaledSeries(frames, new Scaler(List.of(0.0, 1.0), List.of(0.7, 0.7)), new Folds(frames, 4), HOLD);
    }

    private static List<Member> fit(NetworkKind kind, FitConfig config, int threads, ScaledSeries... assets) {
        return fit(new Dl4jEngine(), sizes(kind), config, threads, assets);
    }

    private static List<Member> fit(
            Engine engine, NetworkSizes sizes, FitConfig config, int threads, ScaledSeries... assets) {
        try (Workers workers = new Workers(threads)) {
            return new Fitting(engine, sizes, config).fit(List.of(assets), 7, workers, Progress.none(), "test");
        }
    }

    private static float[] weights(Network network) {
        FloatBuffer out = FloatBuffer.allocate(network.shape().weightCount());
        NetworkWeights.write(network, out);
        return out.array();
    }

    @ParameterizedTest
    @EnumSource(names = {"LSTM_PREDICTOR", "LSTM_AUTOENCODER"})
    void seed_theSame_givesTheSameWeightsOnAnyNumberOfThreads(NetworkKind kind) {
        List<Member> one = fit(kind, config(12, 0), 1, series(200, WAVES));
        List<Member> two = fit(kind, config(12, 0), 2, series(200, WAVES));
        List<Member> four = fit(kind, config(12, 0), 4, series(200, WAVES));

        for (int m = 0; m < 4; m++) {
            assertThat(weights(two.get(m).network()))
                    .isEqualTo(weights(one.get(m).network()));
            assertThat(weights(four.get(m).network()))
                    .isEqualTo(weights(one.get(m).network()));
        }
        assertThat(weights(one.get(0).network()))
                .isNotEqualTo(weights(one.get(1).network()));
    }

    static Stream<Arguments> waysToTrain() {
        Dl4jEngine dl4j = new Dl4jEngine();
        Engine bptt = new BpttEngine(dl4j);
        Decoder usual = Decoder.LATENT;
        return Stream.of(
                Arguments.of(bptt, NetworkKind.LSTM_PREDICTOR, 0, 0, 0, usual),
                Arguments.of(bptt, NetworkKind.LSTM_PREDICTOR, 0.3, 0, 0, usual),
                Arguments.of(bptt, NetworkKind.LSTM_PREDICTOR, 0, 0.3, 0, usual),
                Arguments.of(bptt, NetworkKind.LSTM_PREDICTOR, 0, 0, 6, usual),
                Arguments.of(bptt, NetworkKind.LSTM_PREDICTOR, 0.3, 0.3, 6, usual),
                Arguments.of(bptt, NetworkKind.LSTM_AUTOENCODER, 0, 0, 0, usual),
                Arguments.of(bptt, NetworkKind.LSTM_AUTOENCODER, 0.3, 0, 0, usual),
                Arguments.of(bptt, NetworkKind.LSTM_AUTOENCODER, 0, 0.3, 0, usual),
                Arguments.of(bptt, NetworkKind.LSTM_AUTOENCODER, 0, 0, 0, Decoder.ZEROS),
                Arguments.of(bptt, NetworkKind.LSTM_AUTOENCODER, 0, 0, 0, Decoder.OWN),
                Arguments.of(bptt, NetworkKind.LSTM_AUTOENCODER, 0.3, 0, 0, Decoder.OWN),
                Arguments.of(dl4j, NetworkKind.LSTM_PREDICTOR, 0.3, 0, 0, usual),
                Arguments.of(dl4j, NetworkKind.LSTM_AUTOENCODER, 0.3, 0.3, 0, usual),
                Arguments.of(dl4j, NetworkKind.LSTM_AUTOENCODER, 0, 0, 0, Decoder.ZEROS));
    }

    /** DL4J draws what it drops from a generator of the thread, which every training seeds afresh. */
    @ParameterizedTest
    @MethodSource("waysToTrain")
    void seed_theSame_givesTheSameWeightsInEveryWayToTrain(
            Engine engine, NetworkKind kind, double dropout, double channelDropout, int truncate, Decoder decoder) {
        NetworkSizes stacked = new NetworkSizes(kind, List.of(5, 4), 2, 6, 10, 1);
        FitConfig config = new FitConfig(0.1, 12, 8, 0.02, 4, 0, dropout, channelDropout, truncate, decoder, false);
        FitConfig plain = new FitConfig(0.1, 12, 8, 0.02, 4, 0, 0, 0, 0, Decoder.LATENT, false);

        List<Member> one = fit(engine, stacked, config, 1, series(200, WAVES));
        List<Member> three = fit(engine, stacked, config, 3, series(200, WAVES));
        List<Member> plainly = fit(engine, stacked, plain, 1, series(200, WAVES));

        boolean isPlain = dropout == 0 && channelDropout == 0 && truncate == 0 && decoder == Decoder.LATENT;
        for (int m = 0; m < 4; m++) {
            float[] weights = weights(one.get(m).network());
            assertThat(weights(three.get(m).network())).isEqualTo(weights);
            assertThat(Arrays.equals(weights(plainly.get(m).network()), weights))
                    .isEqualTo(isPlain);
            assertThat(one.get(m).parity()).isLessThanOrEqualTo(Parity.TOLERANCE);
        }
    }

    @Test
    void training_ofAPredictorOfSeveralFrames_learnsThemAndAgreesWithDl4j() {
        NetworkSizes sizes = new NetworkSizes(NetworkKind.LSTM_PREDICTOR, List.of(8), 0, 6, 10, 3);
        FitConfig config = new FitConfig(0, 300, 16, 0.02, 4, 0, 0, 0, 0, Decoder.LATENT, false);

        for (Engine engine : List.of(new BpttEngine(new Dl4jEngine()), new Dl4jEngine())) {
            for (Member member : fit(engine, sizes, config, 2, series(400, WAVES))) {
                assertThat(member.network().shape().outputs()).isEqualTo(6);
                assertThat(member.parity()).isLessThanOrEqualTo(Parity.TOLERANCE);
                assertThat(member.loss()).isLessThan(0.5 * member.naiveLoss());
            }
        }
    }

    @Test
    void engine_chosen_isTheFirstThatCanDoIt() {
        Engine dl4j = new Dl4jEngine();
        Engine bptt = new BpttEngine(dl4j);
        Engine none = new Scripted() {
            @Override
            public Optional<String> refusal(NetworkKind kind, FitConfig config) {
                return Optional.of("it trains no " + kind);
            }
        };
        FitConfig truncated = new FitConfig(0.1, 12, 8, 0.02, 4, 0, 0, 0, 6, Decoder.LATENT, false);
        for (NetworkKind kind : NetworkKind.values()) {
            assertThat(Engine.choose(List.of(bptt, dl4j), of(kind, config(6, 0))))
                    .isSameAs(bptt);
            assertThat(Engine.choose(List.of(dl4j, bptt), of(kind, config(6, 0))))
                    .isSameAs(dl4j);
            assertThat(Engine.choose(List.of(none, dl4j), of(kind, config(6, 0))))
                    .isSameAs(dl4j);
        }
        assertThat(Engine.choose(List.of(dl4j, bptt), of(NetworkKind.LSTM_PREDICTOR, truncated)))
                .isSameAs(bptt);
        FitConfig own = new FitConfig(0.1, 12, 8, 0.02, 4, 0, 0, 0, 0, Decoder.OWN, false);
        assertThat(Engine.choose(List.of(dl4j, bptt), of(NetworkKind.LSTM_AUTOENCODER, own)))
                .isSameAs(bptt);
        assertThatThrownBy(() -> Engine.choose(List.of(none), of(NetworkKind.LSTM_PREDICTOR, config(6, 0))))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("engine 'scripted' cannot do this, command line: it trains no lstm-predictor");
    }

    @ParameterizedTest
    @EnumSource(names = {"LSTM_PREDICTOR", "LSTM_AUTOENCODER"})
    void block_heldOut_neverReachesItsNetwork(NetworkKind kind) {
        // The second block, frames 50 to 99, is another world; its own network must not notice.
        Signal changed = (row, s) -> row >= 50 && row < 100 ? 3 - row % 7 : WAVES.at(row, s);

        List<Member> before = fit(kind, config(6, 0), 2, series(200, WAVES));
        List<Member> after = fit(kind, config(6, 0), 2, series(200, changed));

        assertThat(weights(after.get(1).network()))
                .isEqualTo(weights(before.get(1).network()));
        assertThat(weights(after.get(0).network()))
                .isNotEqualTo(weights(before.get(0).network()));
    }

    @ParameterizedTest
    @CsvSource({"LSTM_PREDICTOR, 0.6", "LSTM_AUTOENCODER, 0.85"})
    void training_onWaves_learnsAndAgreesWithTheKernel(NetworkKind kind, double ofNaive) {
        List<Member> members = fit(kind, config(150, 0), 2, series(400, WAVES));

        for (Member member : members) {
            assertThat(member.parity()).isLessThanOrEqualTo(Parity.TOLERANCE);
            assertThat(member.loss()).isLessThan(ofNaive * member.naiveLoss());
            assertThat(member.updates()).isEqualTo(150);
        }
    }

    @Test
    void frames_leftOut_areNeverTrainedOn() {
        Interval out = new Interval(60_000, 70_000);
        Signal poisoned = (row, s) -> row >= 60 && row <= 70 ? 1e6 : WAVES.at(row, s);

        List<Member> clean = fit(NetworkKind.LSTM_PREDICTOR, config(6, 0), 2, series(200, WAVES, out));
        List<Member> dirty = fit(NetworkKind.LSTM_PREDICTOR, config(6, 0), 2, series(200, poisoned, out));

        for (int m = 0; m < 4; m++) {
            assertThat(weights(dirty.get(m).network()))
                    .isEqualTo(weights(clean.get(m).network()));
        }
    }

    @Test
    void data_withoutOneWindow_isRefused() {
        assertThatThrownBy(() -> fit(NetworkKind.LSTM_PREDICTOR, config(6, 0), 1, series(14, WAVES)))
                .isInstanceOf(RefusedError.class)
                .hasMessageContaining("there is too little data")
                .hasMessageContaining("14 usable frames");
    }

    @Test
    void loss_thatDoesNotFall_stopsEarlyWithTheBestWeights() {
        Scripted engine = new Scripted();
        try (Workers workers = new Workers(1)) {
            List<Member> members = new Fitting(engine, sizes(NetworkKind.LSTM_PREDICTOR), config(500, 3))
                    .fit(List.of(series(4000, WAVES)), 1, workers, Progress.none(), "test");

            // Checked every 25 updates; the third check is the best, three more bring no gain.
            assertThat(members).allSatisfy(member -> {
                assertThat(member.updates()).isEqualTo(150);
                assertThat(weights(member.network())[0]).isEqualTo(75f);
            });
        }
    }

    @Test
    void patience_zero_neverStopsEarly() {
        try (Workers workers = new Workers(1)) {
            List<Member> members = new Fitting(new Scripted(), sizes(NetworkKind.LSTM_PREDICTOR), config(80, 0))
                    .fit(List.of(series(4000, WAVES)), 1, workers, Progress.none(), "test");

            assertThat(members).allSatisfy(member -> {
                assertThat(member.updates()).isEqualTo(80);
                assertThat(weights(member.network())[0]).isEqualTo(80f);
            });
        }
    }

    @Test
    void updates_leftToTheData_growWithIt() {
        for (int rows : new int[] {200, 4000, 40_000}) {
            try (Workers workers = new Workers(1)) {
                List<Member> members = new Fitting(new Scripted(), sizes(NetworkKind.LSTM_PREDICTOR), config(0, 0))
                        .fit(List.of(series(rows, WAVES)), 1, workers, Progress.none(), "test");

                int expected = rows == 200 ? 200 : Math.min(2000, 6 * (rows * 3 / 4 - 10) / 8);
                assertThat(members.get(0).updates()).isEqualTo(expected);
            }
        }
    }

    @Test
    void progress_ofATraining_reachesTheEnd() {
        AtomicInteger done = new AtomicInteger();
        Progress progress = (title, steps) -> new Progress.Task() {
            @Override
            public void advance(long more) {
                done.addAndGet((int) more);
            }

            @Override
            public void close() {
                assertThat(steps).isEqualTo(2000);
            }
        };
        try (Workers workers = new Workers(1)) {
            new Fitting(new Scripted(), sizes(NetworkKind.LSTM_PREDICTOR), config(500, 3))
                    .fit(List.of(series(4000, WAVES)), 1, workers, progress, "test");
        }
        assertThat(done).hasValue(2000);
    }

    /** Its first weight counts updates; its loss is least after 75 of them. */
    private static class Scripted implements Engine {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Map<String, String> libraries() {
            return Map.of();
        }

        @Override
        public Learner learner(Network start, Recipe recipe) {
            return new Learner() {
                private int updates;

                @Override
                public void update(Batch batch) {
                    updates++;
                }

                @Override
                public float[] outputs(Batch batch) {
                    float[] outputs = batch.target.clone();
                    for (int i = 0; i < outputs.length; i++) {
                        outputs[i] += Math.abs(updates - 75) + 1;
                    }
                    return outputs;
                }

                @Override
                public Network network() {
                    float[] weights = weights(start);
                    weights[0] = updates;
                    return NetworkWeights.read(start.shape(), FloatBuffer.wrap(weights));
                }
            };
        }
    }
}
