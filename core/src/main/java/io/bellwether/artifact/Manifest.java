package io.bellwether.artifact;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import io.bellwether.scoring.Smoothing;
import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.FeatureSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All of a model but its weights: {@code manifest.json}.
 *
 * @param identity its name, version and parent
 * @param features what its frames hold
 * @param assembly how its frames are cut
 * @param ensembles its networks, those of one kind together; a frame's score is the largest of theirs
 * @param alerting when incidents open and close
 * @param assets what it has learned of each asset
 * @param training where it comes from
 * @param evaluation figures measured on data it was not trained on, by name; and {@link #FALSE_ALARM_BUDGET}
 */
public record Manifest(
        Identity identity,
        FeatureSpec features,
        AssemblyPolicy assembly,
        List<Ensemble> ensembles,
        AlertPolicy alerting,
        List<AssetProfile> assets,
        Training training,
        Map<String, Double> evaluation) {
    /** The figure that says how many false alarms an asset may raise a day; there where a budget was asked for. */
    public static final String FALSE_ALARM_BUDGET = "falseAlarmBudgetPerDay";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(?:[-+][0-9A-Za-z.+-]+)?");

    /**
     * Which model this is.
     *
     * @param name also its key on the models topic; letters, digits, dot, dash, underscore
     * @param version semantic version
     * @param parent sha256 of the model it was retrained from, or null
     */
    public record Identity(
            String name, String version, @Nullable String parent) {
        public Identity {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("model name '" + name
                        + "' must be 1 to 100 letters, digits, dots, dashes or underscores, beginning with a letter or"
                        + " digit");
            }
            if (!VERSION.matcher(version).matches()) {
                throw new IllegalArgumentException(
                        "model version '" + version + "' is not a semantic version like 1.0.0");
            }
        }
    }

    /**
     * Networks of one kind and how their errors are smoothed.
     *
     * @param shape of every member
     * @param members how many networks, each trained without one fold of the data
     * @param stride an autoencoder scores every this many frames
     * @param smoothings how their errors are averaged; each way has a score of its own
     */
    public record Ensemble(NetworkShape shape, int members, int stride, List<Smoothing> smoothings) {
        public Ensemble {
            smoothings = List.copyOf(smoothings);
            Objects.requireNonNull(shape, "shape");
            if (members < 1) {
                throw new IllegalArgumentException("an ensemble needs at least one network, not " + members);
            }
        }
    }

    /**
     * Where the model comes from.
     *
     * @param engine what trained it
     * @param seed of all randomness
     * @param data what it has seen
     * @param libraries versions of what trained it, by name
     * @param parity largest absolute difference between the training engine's output and the kernel's
     */
    public record Training(
            String engine, long seed, List<TrainingData> data, Map<String, String> libraries, double parity) {
        public Training {
            data = List.copyOf(data);
            libraries = Map.copyOf(libraries);
        }
    }

    /**
     * One stretch of training data.
     *
     * @param asset whose data
     * @param source file name or topic
     * @param from first slot
     * @param to last slot
     * @param frames how many frames were used
     * @param sha256 of the used frames' times and values
     */
    public record TrainingData(String asset, String source, Instant from, Instant to, long frames, String sha256) {}

    public Manifest {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(assembly, "assembly");
        Objects.requireNonNull(alerting, "alerting");
        Objects.requireNonNull(training, "training");
        ensembles = List.copyOf(ensembles);
        assets = List.copyOf(assets);
        evaluation = Map.copyOf(evaluation);
        if (ensembles.isEmpty()) {
            throw new IllegalArgumentException("a model must have at least one ensemble of networks");
        }
        for (Ensemble ensemble : ensembles) {
            if (ensemble.shape().sensors() != features.size()) {
                throw new IllegalArgumentException("the network takes "
                        + ensemble.shape().sensors() + " sensors, but the feature spec names " + features.size());
            }
        }
        if (assets.isEmpty()) {
            throw new IllegalArgumentException("a model must know at least one asset");
        }
    }

    /** How many false alarms an asset may raise a day; 0 when no budget was asked for. */
    public double falseAlarmBudgetPerDay() {
        return evaluation.getOrDefault(FALSE_ALARM_BUDGET, 0.0);
    }

    /** The kinds of its networks, for people: {@code lstm-predictor+pca}. */
    public String kinds() {
        return NetworkKind.joined(
                ensembles.stream().map(ensemble -> ensemble.shape().kind()).toList());
    }
}
