package io.bellwether.benchmarks;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.artifact.RefusedModelException;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import io.bellwether.network.RecurrentNetwork;
import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.SensorCalibration;
import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Sensor;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A model of any shape with random weights: its scores mean nothing, but cost what real ones cost. */
final class RandomModel {
    static final String ASSET = "pump-1";

    private RandomModel() {}

    /** The default networks of the trainer: four members of hidden size 16. */
    static NetworkShape shape(String kind, int sensors) {
        return kind.equals("predictor")
                ? NetworkShape.predictor(sensors, List.of(16))
                : NetworkShape.autoencoder(sensors, List.of(16), 3, 10);
    }

    static ModelArtifact of(NetworkShape shape, int members) {
        List<RecurrentNetwork> networks = new ArrayList<>();
        for (int m = 0; m < members; m++) {
            networks.add(network(shape, m));
        }
        try {
            return ModelFile.read(ModelFile.write(manifest(shape, members), networks, "# Random\n"));
        } catch (RefusedModelException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RecurrentNetwork network(NetworkShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatBuffer weights = FloatBuffer.allocate(shape.weightCount());
        while (weights.hasRemaining()) {
            weights.put((float) (random.nextDouble() - 0.5));
        }
        return NetworkWeights.read(shape, weights.flip());
    }

    private static Manifest manifest(NetworkShape shape, int members) {
        int n = shape.sensors();
        Duration period = Duration.ofSeconds(1);
        List<Sensor> sensors =
                IntStream.range(0, n).mapToObj(s -> new Sensor("s" + s, "")).toList();
        Calibration calibration =
                new Calibration(Collections.nCopies(n, new SensorCalibration(0, 0.5, true, 50)), 1000);
        return new Manifest(
                new Manifest.Identity("random", "1.0.0", null),
                new FeatureSpec(sensors, period),
                AssemblyPolicy.defaults(period),
                new Manifest.Ensemble(shape, members, 1, 0.05),
                AlertPolicy.defaults(),
                List.of(new AssetProfile(ASSET, Collections.nCopies(n, 0.0), Collections.nCopies(n, 1.0), calibration)),
                new Manifest.Training("none", 0, List.of(), Map.of(), 0),
                Map.of());
    }
}
