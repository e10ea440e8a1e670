package io.bellwether.artifact;

import io.bellwether.alerting.AlertPolicy;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small models with random weights: enough to watch machinery move, not to detect anything. */
public final class TinyModels {
    public static final String ASSET = "pump-1";

    private TinyModels() {}

    /** A predictor of two sensors, one second apart. */
    public static NetworkShape predictor() {
        return NetworkShape.predictor(2, List.of(4));
    }

    /** An autoencoder of two sensors and five frames. */
    public static NetworkShape autoencoder() {
        return NetworkShape.autoencoder(2, List.of(4), 2, 5);
    }

    public static Manifest manifest(NetworkShape shape, int stride, int flatLimit) {
        List<Sensor> sensors = IntStream.range(0, shape.sensors())
                .mapToObj(s -> new Sensor("s" + s, "bar"))
                .toList();
        int size = sensors.size();
        List<Double> zeros = Collections.nCopies(size, 0.0);
        ErrorCalibration errors = new ErrorCalibration(zeros, Collections.nCopies(size, 0.5), null, 1);
        Calibration calibration = new Calibration(
                Collections.nCopies(size, new SensorRule(true, flatLimit)),
                List.of(new EnsembleCalibration(List.of(errors, errors))),
                4);
        List<Double> ones = sensors.stream().map(sensor -> 1.0).toList();
        return new Manifest(
                new Manifest.Identity("tiny", "1.0.0", null),
                new FeatureSpec(sensors, Duration.ofSeconds(1)),
                AssemblyPolicy.defaults(Duration.ofSeconds(1)),
                List.of(new Manifest.Ensemble(shape, 2, stride, List.of(new Smoothing(0.2, 0.1), new Smoothing(1, 0)))),
                AlertPolicy.defaults(),
                List.of(new AssetProfile(ASSET, zeros, ones, calibration)),
                new Manifest.Training(
                        "none",
                        42,
                        List.of(new Manifest.TrainingData(
                                ASSET, "nowhere.csv", Instant.EPOCH, Instant.EPOCH.plusSeconds(9), 10, "00")),
                        Map.of("core", "test"),
                        0),
                Map.of("f1", 0.5));
    }

    public static byte[] file(NetworkShape shape, long seed) {
        return file(manifest(shape, 1, 0), seed);
    }

    public static byte[] file(Manifest manifest, long seed) {
        NetworkShape shape = manifest.ensembles().get(0).shape();
        return ModelFile.write(manifest, List.of(List.of(network(shape, seed), network(shape, seed + 1))), "# Tiny\n");
    }

    /** An ensemble of this many members. */
    public static ModelArtifact ensemble(NetworkShape shape, int members) {
        Manifest pair = manifest(shape, 1, 0);
        Manifest manifest = new Manifest(
                pair.identity(),
                pair.features(),
                pair.assembly(),
                List.of(new Manifest.Ensemble(
                        shape, members, 1, pair.ensembles().get(0).smoothings())),
                pair.alerting(),
                pair.assets(),
                pair.training(),
                pair.evaluation());
        List<Network> networks =
                IntStream.range(0, members).mapToObj(m -> network(shape, m)).toList();
        return read(ModelFile.write(manifest, List.of(networks), "# Tiny\n"));
    }

    public static ModelArtifact artifact(NetworkShape shape, long seed) {
        return read(file(shape, seed));
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
