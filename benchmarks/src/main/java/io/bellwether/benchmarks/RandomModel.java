package io.bellwether.benchmarks;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A model of any shape with random weights: its scores mean nothing, but cost what real ones cost. */
final class RandomModel {
    static final String ASSET = "pump-1";
    private static final int ASSETS_IN_A_FILE = 1000;

    private RandomModel() {}

    /** The default networks of the trainer: four members of hidden size 16. */
    static NetworkShape shape(String kind, int sensors) {
        return kind.equals("predictor")
                ? NetworkShape.predictor(sensors, List.of(16))
                : NetworkShape.autoencoder(sensors, List.of(16), 3, 10);
    }

    static ModelArtifact of(NetworkShape shape, int members) {
        try {
            return ModelFile.read(file("random", shape, members, List.of(ASSET)));
        } catch (RefusedModelException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Model files, by name, that together know all the assets. */
    static Map<String, byte[]> files(NetworkShape shape, int members, List<String> assets) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int from = 0; from < assets.size(); from += ASSETS_IN_A_FILE) {
            String name = "random-" + from;
            List<String> some = assets.subList(from, Math.min(assets.size(), from + ASSETS_IN_A_FILE));
            files.put(name, file(name, shape, members, some));
        }
        return files;
    }

    private static byte[] file(String name, NetworkShape shape, int members, List<String> assets) {
        List<Network> networks = new ArrayList<>();
        for (int m = 0; m < members; m++) {
            networks.add(network(shape, m));
        }
        return ModelFile.write(manifest(name, shape, members, assets), List.of(networks), "# Random\n");
    }

    private static Network network(NetworkShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatBuffer weights = FloatBuffer.allocate(shape.weightCount());
        while (weights.hasRemaining()) {
            weights.put((float) (random.nextDouble() - 0.5));
        }
        return NetworkWeights.read(shape, weights.flip());
    }

    private static Manifest manifest(String name, NetworkShape shape, int members, List<String> assets) {
        int n = shape.sensors();
        Duration period = Duration.ofSeconds(1);
        List<Sensor> sensors =
                IntStream.range(0, n).mapToObj(s -> new Sensor("s" + s, "")).toList();
        ErrorCalibration errors =
                new ErrorCalibration(Collections.nCopies(n, 0.0), Collections.nCopies(n, 0.5), null, 1);
        Calibration calibration = new Calibration(
                Collections.nCopies(n, new SensorRule(true, 50)),
                List.of(new EnsembleCalibration(List.of(errors, errors))),
                1000);
        return new Manifest(
                new Manifest.Identity(name, "1.0.0", null),
                new FeatureSpec(sensors, period),
                AssemblyPolicy.defaults(period),
                List.of(new Manifest.Ensemble(
                        shape, members, 1, List.of(new Smoothing(0.05, 0.02), new Smoothing(1, 0)))),
                AlertPolicy.defaults(),
                assets.stream()
                        .map(asset -> new AssetProfile(
                                asset, Collections.nCopies(n, 0.0), Collections.nCopies(n, 1.0), calibration))
                        .toList(),
                new Manifest.Training("none", 0, List.of(), Map.of(), 0),
                Map.of());
    }
}
