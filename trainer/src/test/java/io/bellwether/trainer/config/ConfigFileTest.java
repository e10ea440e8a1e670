package io.bellwether.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.messages.TelemetryMapping;
import io.bellwether.network.NetworkKind;
import io.bellwether.series.AssemblyPolicy;
import io.bellwether.trainer.errors.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    @TempDir
    private Path folder;

    private ConfigFile read(String yaml) throws IOException {
        return ConfigFile.read(Files.writeString(folder.resolve("train.yaml"), yaml));
    }

    @Test
    void kinds_joinedByPlus_areOneEnsembleEach() {
        TrainingConfig config = ConfigFile.empty()
                .with(new ConfigFile.Options(
                        "pca+lstm-predictor", null, null, null, 12, null, null, null, null, Map.of()))
                .resolve();

        assertThat(config.kinds()).isEqualTo("pca+lstm-predictor");
        assertThat(config.ensembles())
                .extracting(ensemble -> ensemble.fit().truncate())
                .containsExactly(0, 12);
    }

    @ParameterizedTest
    @CsvSource({"10, 4", "120, 4", "150, 6", "400, 8", "999, 8", "1000, 4", "100000, 4"})
    void folds_thatNobodyGave_areMoreWhereDataAreFew(int usableFrames, int folds) throws IOException {
        assertThat(ConfigFile.empty().resolve().withFolds(usableFrames).folds()).isEqualTo(folds);
        assertThat(read("folds: 5").resolve().withFolds(usableFrames).folds()).isEqualTo(5);
    }

    @Test
    void defaults_ofBothKinds_areTheMeasuredRecipe() {
        TrainingConfig predictor = ConfigFile.empty().resolve();
        TrainingConfig autoencoder = ConfigFile.empty()
                .with(new ConfigFile.Options(
                        "lstm-autoencoder", null, null, null, null, null, null, null, null, Map.of()))
                .resolve();

        assertThat(predictor.ensembles().get(0).network())
                .isEqualTo(new NetworkSizes(NetworkKind.LSTM_PREDICTOR, List.of(16), 0, 10, 30, 1));
        assertThat(predictor.ensembles().get(0).fit().noise()).isEqualTo(0.3);
        assertThat(predictor.ensembles().get(0).fit().dropout()).isZero();
        assertThat(predictor.ensembles().get(0).fit().channelDropout()).isZero();
        assertThat(predictor.ensembles().get(0).fit().truncate()).isZero();
        assertThat(predictor.ensembles().get(0).fit().search()).isFalse();
        assertThat(predictor.alerting()).isEqualTo(AlertPolicy.defaults());
        assertThat(predictor.seed()).isEqualTo(42);
        assertThat(autoencoder.ensembles().get(0).network().kind()).isEqualTo(NetworkKind.LSTM_AUTOENCODER);
        assertThat(autoencoder.ensembles().get(0).fit().noise()).isZero();
        assertThat(autoencoder.ensembles().get(0).fit().decoder()).isEqualTo(Decoder.LATENT);
        assertThat(autoencoder.ensembles().get(0).network().shape(8).latent()).isEqualTo(4);
        assertThat(autoencoder.ensembles().get(0).network().shape(2).latent()).isEqualTo(3);
        assertThat(predictor.folds()).isZero(); // by the amount of data
    }

    @Test
    void file_withEveryKey_isReadIntoItsPlaces() throws IOException {
        ConfigFile file = read("""
                kind: lstm-autoencoder
                name: pumps
                version: 2.0.0
                seed: 7
                hidden: [32, 16]
                latent: 4
                window: 20
                sequence: 40
                horizon: 1
                noise: 0.1
                updates: 500
                batch: 32
                learningRate: 0.005
                folds: 5
                patience: 0
                dropout: 0.25
                channelDropout: 0.2
                truncate: 0
                decoder: own
                search: true
                smoothing: 0.1
                quantile: 0.995
                factor: 2
                beta: 0.5
                without: [gate, Following]
                period: 500ms
                assembly: {closing: when-elapsed, allowedLateness: 2s, maxHold: 3s, maxGap: 4s}
                alerting: {openCount: 2, openWindow: 4, releaseFraction: 0.2, rearmFactor: 2, criticalRatio: 5}
                telemetry: {layout: long, sensor: /name, ignored: [x]}
                units: {flow: m3/h}
                """);

        TrainingConfig config = file.resolve();

        assertThat(file.naming().name()).contains("pumps");
        assertThat(file.naming().version()).contains("2.0.0");
        assertThat(config.seed()).isEqualTo(7);
        assertThat(config.ensembles().get(0).network())
                .isEqualTo(new NetworkSizes(NetworkKind.LSTM_AUTOENCODER, List.of(32, 16), 4, 20, 40, 1));
        assertThat(config.ensembles().get(0).fit())
                .isEqualTo(new FitConfig(0.1, 500, 32, 0.005, 5, 0, 0.25, 0.2, 0, Decoder.OWN, true));
        assertThat(config.calibration())
                .isEqualTo(new CalibrationConfig(
                        0.1,
                        1,
                        CalibrationConfig.Method.QUANTILE,
                        null,
                        0.995,
                        2,
                        0.5,
                        Set.of(LayerPart.GATE, LayerPart.FOLLOWING)));
        assertThat(config.frames().assembly(Duration.ofMillis(500), AssemblyPolicy.Closing.WHEN_COMPLETE))
                .isEqualTo(new AssemblyPolicy(
                        AssemblyPolicy.Closing.WHEN_ELAPSED,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4)));
        assertThat(config.alerting()).isEqualTo(new AlertPolicy(2, 4, 0.2, 2, 5));
        assertThat(config.telemetry().layout()).isEqualTo(TelemetryMapping.Layout.LONG);
        assertThat(config.telemetry().sensor()).isEqualTo("/name");
        assertThat(config.telemetry().time()).isEqualTo("/timestamp");
        assertThat(config.frames().units()).isEqualTo(Map.of("flow", "m3/h"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0.05 0.02 1.00 0.00",
        "following, 0.05 0.00 1.00 0.00",
        "fast, 0.05 0.02",
        "slow, 1.00 0.00",
        "whitening, 0.05 0.02 1.00 0.00",
    })
    void smoothings_withoutAPart_areTheOthers(String part, String weightsAndFollowing) throws IOException {
        CalibrationConfig config = read("without: [" + part + "]\n").resolve().calibration();

        assertThat(config.smoothings().stream()
                        .map(smoothing ->
                                String.format(Locale.ROOT, "%.2f %.2f", smoothing.weight(), smoothing.following()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(weightsAndFollowing);
    }

    @Test
    void commandLine_laidOverTheFile_wins() throws IOException {
        ConfigFile file = read("kind: lstm-autoencoder\nseed: 7\nunits: {a: bar}\n");

        TrainingConfig config = file.with(new ConfigFile.Options(
                        "lstm-predictor", 8L, 0.2, 0.1, 12, true, "2s", null, "2 per day", Map.of("a", "Pa", "b", "K")))
                .resolve();

        assertThat(config.ensembles().get(0).network().kind()).isEqualTo(NetworkKind.LSTM_PREDICTOR);
        assertThat(config.ensembles().get(0).fit().noise()).isEqualTo(0.3);
        assertThat(config.seed()).isEqualTo(8);
        assertThat(config.ensembles().get(0).fit().dropout()).isEqualTo(0.2);
        assertThat(config.ensembles().get(0).fit().channelDropout()).isEqualTo(0.1);
        assertThat(config.ensembles().get(0).fit().truncate()).isEqualTo(12);
        assertThat(config.ensembles().get(0).fit().search()).isTrue();
        assertThat(config.frames().period()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.frames().units()).isEqualTo(Map.of("a", "Pa", "b", "K"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "z-score | hidden latent window sequence noise updates batch learningRate patience dropout channelDropout",
                "pca     | hidden        window sequence noise updates batch learningRate patience dropout channelDropout",
                "lstm-predictor   | ''",
                "lstm-autoencoder | ''",
            })
    void keys_ofATraining_haveNoEffectOnABaseline(String kind, String ignored) throws IOException {
        String all = """
                hidden: [32]
                latent: 1
                window: 20
                sequence: 40
                noise: 0.1
                updates: 500
                batch: 32
                learningRate: 0.005
                patience: 0
                dropout: 0.25
                channelDropout: 0.2
                folds: 5
                smoothing: 0.1
                """;

        assertThat(read("kind: " + kind + "\n" + all).withoutEffect())
                .isEqualTo(ignored.isEmpty() ? List.of() : List.of(ignored.split("\\s+")));
        assertThat(read("kind: " + kind + "\nfolds: 5\n").withoutEffect()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hiden: [16] | unknown key 'hiden'",
                "alerting: {openCnt: 3} | unknown key 'alerting.openCnt'",
                "folds: four | bad value for 'folds'",
                "search: 'yes' | bad value for 'search'",
                "folds: 4.5 | bad value for 'folds'",
                "hidden: 16 | bad value for 'hidden'",
                "without: gate | bad value for 'without'",
                "updates: '200' | bad value for 'updates'",
                "seed: 1\\nseed: 2 | the config file is not YAML",
                "[1, 2] | the config file is not YAML",
                "'{' | the config file is not YAML",
            })
    void file_thatIsWrong_isRefusedByKeyAndFile(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining(message)
                .hasMessageContaining("train.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: gru | unknown kind 'gru'",
                "folds: 1 | folds must lie between 2 and 20, or be 0 to go by the amount of data, not 1",
                "hidden: [] | hidden must name at least one layer size",
                "hidden: [0] | hidden must be at least 1, not 0",
                "window: 1 | window must be at least 2, not 1",
                "stride: 0 | stride must be 1 for lstm-predictor, which judges every frame, not 0",
                "'{kind: pca, stride: 3}' | stride must be 1 for pca",
                "stride: 3 | stride must be 1 for lstm-predictor, which judges every frame, not 3",
                "dropout: 1 | dropout must lie in [0, 1), not 1.0",
                "dropout: -0.1 | dropout must lie in [0, 1), not -0.1",
                "channelDropout: 1 | channelDropout must lie in [0, 1), not 1.0",
                "channelDropout: -0.1 | channelDropout must lie in [0, 1), not -0.1",
                "truncate: 5 | truncate must be at least 6, not 5",
                "'{kind: lstm-autoencoder, truncate: 12}' | truncate is for lstm-predictor, not for lstm-autoencoder",
                "'{kind: z-score, search: true}' | search is for networks that are trained, not for z-score",
                "'{kind: pca, search: true}' | search is for networks that are trained, not for pca",
                "horizon: 0 | horizon must lie between 1 and 100, not 0",
                "horizon: 101 | horizon must lie between 1 and 100, not 101",
                "'{kind: lstm-autoencoder, horizon: 2}' | horizon is for lstm-predictor, not for lstm-autoencoder",
                "'{kind: z-score, horizon: 2}' | horizon is for lstm-predictor, not for z-score",
                "'{kind: lstm-autoencoder, decoder: teacher}' | decoder must be one of latent, zeros, own, not 'teacher'",
                "decoder: zeros | decoder is for lstm-autoencoder, not for lstm-predictor, which has none",
                "'{kind: pca, decoder: own}' | decoder is for lstm-autoencoder, not for pca, which has none",
                "sequence: 5 | sequence must be at least 6, not 5",
                "smoothing: 0 | smoothing must lie in (0, 1], not 0.0",
                "quantile: 1.5 | quantile must lie in (0, 1], not 1.5",
                "threshold: best | threshold must be one of quantile, budget, gaussian, dynamic",
                "threshold: budget | needs a budget, like",
                "budget: often | is not a budget like",
                "'{budget: 1 per week, threshold: gaussian}' | a budget is for the threshold",
                "without: [median] | without must be one of following, fast, slow, whitening, gate, not 'median'",
                "'without: [null]' | without must be one of following, fast, slow, whitening, gate, not 'null'",
                "'without: [fast, slow]' | without fast and slow there is no error left to judge by",
                "learningRate: 0 | learningRate must be greater than 0.0, not 0.0",
                "period: soon | period: 'soon' is not a duration",
                "period: 0s | period must be at least 1ms",
                "alerting: {openCount: 9, openWindow: 5} | k of n",
                "assembly: {closing: never} | assembly.closing must be one of when-complete, when-elapsed",
                "telemetry: {time: ts} | the JSON pointer to the time must begin with '/'",
            })
    void value_outsideItsLimits_isRefused(String yaml, String message) throws IOException {
        ConfigFile file = read(yaml);

        assertThatThrownBy(file::resolve)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
