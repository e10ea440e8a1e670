package io.bellwether.detector.models;

import io.bellwether.alerting.Alert;
import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.messages.ScoreEncoder;
import io.bellwether.messages.ScoreFormat;
import io.bellwether.network.NetworkShape;
import io.bellwether.pipeline.AssetPipeline;
import io.bellwether.pipeline.AssetState;
import io.bellwether.pipeline.PipelineOutput;
import io.bellwether.scoring.Score;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the JVM's compiler how a model scores, before the stream does. Until the kernel is compiled, every vector in it is
 * an object, and a frame costs a hundred times what it costs later; at the start of a stream that is the time in which
 * there is the most to catch up with.
 *
 * <p>Runs noise through a throw-away state of one of the model's assets, once for all models whose networks have the same shapes.
 */
public final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int FRAMES = 20_000; // more than the compiler's thresholds; a few milliseconds once it is done
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final ScoreFormat format;
    private final LongSupplier nanoTime;
    private final Set<List<NetworkShape>> known = new HashSet<>();

    /**
     * Warms up what the stream will need.
     *
     * @param format of the scores
     * @param nanoTime a clock for durations
     */
    public WarmUp(ScoreFormat format, LongSupplier nanoTime) {
        this.format = format;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs a model until it is fast, a second at most; at once, if one of its shape has been run before.
     *
     * @return how many frames it has scored
     */
    public int run(ModelArtifact model) {
        List<NetworkShape> shapes = model.manifest().ensembles().stream()
                .map(Manifest.Ensemble::shape)
                .toList();
        if (!known.add(shapes)) {
            return 0;
        }
        long start = nanoTime.getAsLong();
        AssetProfile profile = model.manifest().assets().get(0);
        AssetPipeline pipeline = new AssetPipeline(model, profile.asset());
        AssetState state = pipeline.newState();
        PipelineOutput out =
                new Encoding(format.model(pipeline.features(), pipeline.model()).of(profile.asset()));
        List<String> sensors = pipeline.features().names();
        long period = pipeline.features().periodMillis();
        SplittableRandom random = new SplittableRandom(1);
        int frame = 0;
        while (frame < FRAMES && nanoTime.getAsLong() - start < LONGEST.toNanos()) {
            for (int s = 0; s < sensors.size(); s++) {
                double value = profile.mean().get(s) + profile.sd().get(s) * random.nextDouble(-1, 1);
                Reading reading = new Reading(profile.asset(), sensors.get(s), frame * period, value, Quality.GOOD);
                pipeline.accept(reading, frame, state, out);
            }
            frame++;
        }
        LOG.atInfo()
                .setMessage("warmed up")
                .addKeyValue("kind", model.manifest().kinds())
                .addKeyValue("sensors", sensors.size())
                .addKeyValue("frames", frame)
                .addKeyValue("millis", (nanoTime.getAsLong() - start) / 1_000_000)
                .log();
        return frame;
    }

    private record Encoding(ScoreEncoder encoder) implements PipelineOutput {
        @Override
        public void score(Score score, boolean alarm) {
            encoder.encode(score, alarm);
        }

        @Override
        public void alert(Alert alert) {}
    }
}
