package io.bellwether.trainer.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bellwether.alerting.AlertPolicy;
import io.bellwether.messages.TelemetryMapping;
import io.bellwether.network.NetworkKind;
import io.bellwether.series.AssemblyPolicy.Closing;
import io.bellwether.trainer.config.CalibrationConfig.Method;
import io.bellwether.trainer.errors.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of {@code train.yaml}, as they stand in the file; what is null was not said. Command-line options are laid
 * over it before it is {@linkplain #resolve resolved}.
 */
public record ConfigFile(
        @Nullable String kind,
        @Nullable String name,
        @Nullable String version,
        @Nullable Long seed,
        @Nullable List<Integer> hidden,
        @Nullable Integer latent,
        @Nullable Integer window,
        @Nullable Integer sequence,
        @Nullable Integer horizon,
        @Nullable Double noise,
        @Nullable Integer updates,
        @Nullable Integer batch,
        @Nullable Double learningRate,
        @Nullable Integer folds,
        @Nullable Integer patience,
        @Nullable Double dropout,
        @Nullable Double channelDropout,
        @Nullable Integer truncate,
        @Nullable String decoder,
        @Nullable Boolean search,
        @Nullable Double smoothing,
        @Nullable Integer stride,
        @Nullable String threshold,
        @Nullable String budget,
        @Nullable Double quantile,
        @Nullable Double factor,
        @Nullable Double beta,
        @Nullable List<String> without,
        @Nullable String period,
        @Nullable Assembly assembly,
        @Nullable Alerting alerting,
        @Nullable Telemetry telemetry,
        @Nullable Map<String, String> units) {

    /** How slots close; see {@link io.bellwether.series.AssemblyPolicy}. */
    public record Assembly(
            @Nullable String closing,
            @Nullable String allowedLateness,
            @Nullable String maxHold,
            @Nullable String maxGap) {}

    /** When incidents open and close; see {@link AlertPolicy}. */
    public record Alerting(
            @Nullable Integer openCount,
            @Nullable Integer openWindow,
            @Nullable Double releaseFraction,
            @Nullable Double rearmFactor,
            @Nullable Double criticalRatio) {}

    /** How Avro records are written: the file with their schema, and what stands before the datum. */
    public record Avro(@Nullable String schema, @Nullable String header) {}

    /** Where the readings stand in a topic's records; see {@link TelemetryMapping}. */
    public record Telemetry(
            @Nullable String format,
            @Nullable Avro avro,
            @Nullable String layout,
            @Nullable String asset,
            @Nullable String time,
            @Nullable String timeFormat,
            @Nullable String sensor,
            @Nullable String value,
            @Nullable String quality,
            @Nullable List<String> goodQualities,
            @Nullable String values,
            @Nullable List<String> ignored) {}

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** A file that says nothing. */
    public static ConfigFile empty() {
        return new ConfigFile(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** What the command line says; null = nothing. */
    public record Options(
            @Nullable String kind,
            @Nullable Long seed,
            @Nullable Double dropout,
            @Nullable Double channelDropout,
            @Nullable Integer truncate,
            @Nullable Boolean search,
            @Nullable String period,
            @Nullable String threshold,
            @Nullable String budget,
            Map<String, String> units) {}

    /** This file with the command line laid over it. */
    public ConfigFile with(Options options) {
        Map<String, String> named = new TreeMap<>(or(this.units, Map.of()));
        named.putAll(options.units);
        return new ConfigFile(
                first(options.kind, kind),
                name,
                version,
                first(options.seed, seed),
                hidden,
                latent,
                window,
                sequence,
                horizon,
                noise,
                updates,
                batch,
                learningRate,
                folds,
                patience,
                first(options.dropout, dropout),
                first(options.channelDropout, channelDropout),
                first(options.truncate, truncate),
                decoder,
                first(options.search, search),
                smoothing,
                stride,
                first(options.threshold, threshold),
                first(options.budget, budget),
                quantile,
                factor,
                beta,
                without,
                first(options.period, period),
                assembly,
                alerting,
                telemetry,
                named);
    }

    /**
     * Reads a config file.
     *
     * @throws UsageError when it cannot be read, or holds an unknown key or a value of the wrong sort
     */
    public static ConfigFile read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UsageError("the config file cannot be read, " + file + ": check the path and its permissions", e);
        }
        try {
            ConfigFile config = YAML.readValue(bytes, ConfigFile.class);
            return config == null ? empty() : config;
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new UsageError("unknown key '" + pathOf(e) + "', " + file + ": use one of " + known, e);
        } catch (JsonMappingException e) {
            String key = pathOf(e);
            throw key.isEmpty()
                    ? notYaml(file, e)
                    : new UsageError("bad value for '" + key + "', " + file + ": " + firstLine(e), e);
        } catch (IOException e) {
            throw notYaml(file, e);
        }
    }

    private static UsageError notYaml(Path file, IOException e) {
        if (e.getMessage() != null && e.getMessage().startsWith("No content")) {
            return new UsageError("the config file is empty, " + file + ": leave the option out to use the defaults");
        }
        return new UsageError("the config file is not YAML of the form 'key: value', " + file + ": " + firstLine(e), e);
    }

    private static String pathOf(JsonMappingException e) {
        return e.getPath().stream()
                .map(reference -> reference.getFieldName() == null ? "" : reference.getFieldName())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("."));
    }

    private static String firstLine(IOException e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    /** What the file says about the model's identity. */
    public TrainingConfig.Naming naming() {
        return new TrainingConfig.Naming(Optional.ofNullable(name), Optional.ofNullable(version));
    }

    /**
     * Fills in the defaults.
     *
     * @throws IllegalArgumentException when a value lies outside its limits; the message names the key
     */
    public TrainingConfig resolve() {
        List<NetworkKind> kinds = kinds();
        KindKeys.check(this, kinds);
        return new TrainingConfig(
                or(seed, 42L),
                kinds.stream().map(this::ensemble).toList(),
                TrainingConfig.AUTO.equals(kind),
                calibration(),
                frames(),
                alertPolicy(),
                TelemetryKeys.mapping(telemetry));
    }

    /** The keys that were given and mean nothing to baselines; none where a network is trained. */
    public List<String> withoutEffect() {
        return KindKeys.withoutEffect(this, kinds());
    }

    private List<NetworkKind> kinds() {
        if (kind == null) {
            return List.of(NetworkKind.LSTM_PREDICTOR);
        }
        if (kind.equals(TrainingConfig.AUTO)) {
            return List.of(
                    NetworkKind.Z_SCORE, NetworkKind.PCA, NetworkKind.LSTM_PREDICTOR, NetworkKind.LSTM_AUTOENCODER);
        }
        List<NetworkKind> kinds =
                Arrays.stream(kind.split("\\+", -1)).map(ConfigFile::kind).toList();
        if (kinds.stream().distinct().count() < kinds.size()) {
            throw new IllegalArgumentException("kind '" + kind + "' names one twice: leave it out");
        }
        return kinds;
    }

    private static NetworkKind kind(String label) {
        return NetworkKind.find(label)
                .orElseThrow(() -> new IllegalArgumentException("unknown kind '" + label + "': use "
                        + TrainingConfig.AUTO + ", or " + NetworkKind.labels() + ", or several joined by +"));
    }

    /** What one of the kinds has no use for is left out: it was given for another. */
    private EnsembleConfig ensemble(NetworkKind network) {
        boolean predicts = network == NetworkKind.LSTM_PREDICTOR;
        boolean encodes = network == NetworkKind.LSTM_AUTOENCODER;
        return new EnsembleConfig(
                new NetworkSizes(
                        network,
                        or(hidden, List.of(16)),
                        or(latent, 0),
                        or(window, 10),
                        or(sequence, 30),
                        predicts ? or(horizon, 1) : 1),
                new FitConfig(
                        or(noise, predicts ? 0.3 : 0.0),
                        or(updates, 0),
                        or(batch, 64),
                        or(learningRate, 1e-2),
                        or(folds, 0),
                        or(patience, 10),
                        or(dropout, 0.0),
                        or(channelDropout, 0.0),
                        predicts ? or(truncate, 0) : 0,
                        encodes ? or(choice("decoder", decoder, Decoder.class), Decoder.LATENT) : Decoder.LATENT,
                        network.isRecurrent() && or(search, false)));
    }

    private CalibrationConfig calibration() {
        Budget allowed = budget == null ? null : Budget.parse(budget);
        Method method = choice("threshold", threshold, Method.class);
        Method usual = allowed == null ? Method.QUANTILE : Method.BUDGET;
        return new CalibrationConfig(
                or(smoothing, 0.05),
                or(stride, 1),
                or(method, usual),
                allowed,
                or(quantile, 0.99),
                or(factor, 1.25),
                or(beta, 1.0),
                leftOut());
    }

    private Set<LayerPart> leftOut() {
        Set<LayerPart> parts = EnumSet.noneOf(LayerPart.class);
        for (String part : or(without, List.<String>of())) {
            LayerPart known = choice("without", String.valueOf(part), LayerPart.class);
            if (known != null) {
                parts.add(known);
            }
        }
        return parts;
    }

    private FrameConfig frames() {
        Assembly cut = assembly == null ? new Assembly(null, null, null, null) : assembly;
        return new FrameConfig(
                duration("period", period),
                choice("assembly.closing", cut.closing, Closing.class),
                duration("assembly.allowedLateness", cut.allowedLateness),
                duration("assembly.maxHold", cut.maxHold),
                duration("assembly.maxGap", cut.maxGap),
                or(units, Map.of()));
    }

    private AlertPolicy alertPolicy() {
        AlertPolicy usual = AlertPolicy.defaults();
        if (alerting == null) {
            return usual;
        }
        return new AlertPolicy(
                or(alerting.openCount, usual.openCount()),
                or(alerting.openWindow, usual.openWindow()),
                or(alerting.releaseFraction, usual.releaseFraction()),
                or(alerting.rearmFactor, usual.rearmFactor()),
                or(alerting.criticalRatio, usual.criticalRatio()));
    }

    private static @Nullable Duration duration(String key, @Nullable String text) {
        try {
            return text == null ? null : Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    static <E extends Enum<E>> @Nullable E choice(String key, @Nullable String text, Class<E> type) {
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().replace('_', '-').equalsIgnoreCase(text.replace('_', '-'))) {
                return constant;
            }
        }
        String known = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().replace('_', '-').toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new IllegalArgumentException(key + " must be one of " + known + ", not '" + text + "'");
    }

    private static <T> @Nullable T first(@Nullable T value, @Nullable T otherwise) {
        return value == null ? otherwise : value;
    }

    static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
