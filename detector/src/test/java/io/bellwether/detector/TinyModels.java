package io.bellwether.detector;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.artifact.RefusedModelException;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.EnsembleCalibration;
import io.bellwether.scoring.ErrorCalibration;
import io.bellwether.scoring.SensorRule;
import io.bellwether.scoring.Smoothing;
import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Sensor;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Small models with random weights. They watch two sensors, {@code flow} and {@code pressure}, one second apart, both
 * about 0 with spread 1; a value far from that opens an incident.
 */
public final class TinyModels {
    public static final String PUMP = "pump-1";
    public static final String OTHER_PUMP = "pump-2";
    public static final List<String> SENSORS = List.of("flow", "pressure");
    public static final NetworkShape PREDICTOR = NetworkShape.predictor(2, List.of(4));
    public static final NetworkShape AUTOENCODER = NetworkShape.autoencoder(2, List.of(4), 2, 5);

    private TinyModels() {}

    /** A predictor for both pumps. */
    public static byte[] file(String name, String version, long seed) {
        return file(name, version, seed, PREDICTOR, PUMP, OTHER_PUMP);
    }

    public static byte[] file(String name, String version, long seed, NetworkShape shape, String... assets) {
        return file(name, version, seed, shape, AssemblyPolicy.defaults(Duration.ofSeconds(1)), assets);
    }

    public static byte[] file(
            String name, String version, long seed, NetworkShape shape, AssemblyPolicy assembly, String... assets) {
        ErrorCalibration errors = new ErrorCalibration(List.of(0.0, 0.0), List.of(0.5, 0.5), null, 1);
        SensorRule votes = new SensorRule(true, 0);
        Calibration calibration =
                new Calibration(List.of(votes, votes), List.of(new EnsembleCalibration(List.of(errors))), 4);
        List<AssetProfile> profiles = List.of(assets).stream()
                .map(asset -> new AssetProfile(asset, List.of(0.0, 0.0), List.of(1.0, 1.0), calibration))
                .toList();
        Manifest manifest = new Manifest(
                new Manifest.Identity(name, version, null),
                new FeatureSpec(
                        SENSORS.stream().map(sensor -> new Sensor(sensor, "")).toList(), Duration.ofSeconds(1)),
                assembly,
                List.of(new Manifest.Ensemble(shape, 1, 1, List.of(new Smoothing(0.5, 0)))),
                AlertPolicy.defaults(),
                profiles,
                new Manifest.Training(
                        "none",
                        seed,
                        List.of(new Manifest.TrainingData(
                                PUMP, "nowhere.csv", Instant.EPOCH, Instant.EPOCH.plusSeconds(9), 10, "00")),
                        Map.of(),
                        0),
                Map.of());
        return ModelFile.write(manifest, List.of(List.of(network(shape, seed))), "# Tiny\n");
    }

    /** The same model, made for a budget of false alarms an asset and day. */
    public static byte[] withBudget(double perDay, byte[] file) {
        ModelArtifact artifact = read(file);
        Manifest manifest = artifact.manifest();
        Manifest budgeted = new Manifest(
                manifest.identity(),
                manifest.features(),
                manifest.assembly(),
                manifest.ensembles(),
                manifest.alerting(),
                manifest.assets(),
                manifest.training(),
                Map.of(Manifest.FALSE_ALARM_BUDGET, perDay));
        return ModelFile.write(budgeted, artifact.networks(), artifact.modelCard());
    }

    public static ModelArtifact read(byte[] file) {
        try {
            return ModelFile.read(file);
        } catch (RefusedModelException e) {
            throw new AssertionError(e);
        }
    }

    private static Network network(NetworkShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatBuffer weights = FloatBuffer.allocate(shape.weightCount());
        while (weights.hasRemaining()) {
            weights.put((float) (random.nextDouble() - 0.5));
        }
        return NetworkWeights.read(shape, weights.flip());
    }
}
