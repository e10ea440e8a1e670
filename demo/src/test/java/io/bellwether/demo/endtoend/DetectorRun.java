package io.bellwether.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.demo.processes.DetectorOptions;
import io.bellwether.demo.processes.DetectorProcess;
import io.bellwether.demo.processes.MetricsPage;
import io.bellwether.demo.replay.Telemetry;
import io.bellwether.demo.replay.TopicNames;
import io.bellwether.demo.replay.TopicReader;
import io.bellwether.demo.report.Accounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One detector from its first start to its end, killed and started again in between or not, and what it wrote. */
final class DetectorRun implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(10);

    private final Stage stage;
    private final DetectorOptions options;
    private final TopicNames out;
    private final List<Seen> scores = new ArrayList<>();
    private DetectorProcess process;
    private @Nullable TopicReader reader;

    private DetectorRun(Stage stage, DetectorOptions options, TopicNames out) {
        this.stage = stage;
        this.options = options;
        this.out = out;
        this.process = DetectorProcess.start(options);
    }

    /** Starts a detector and waits until it is ready. */
    static DetectorRun start(Stage stage, DetectorOptions options) {
        DetectorRun run =
                new DetectorRun(stage, options, new TopicNames(options.config().get("topics.prefix")));
        try {
            run.process.awaitReady(Stage.PATIENCE);
            run.reader = new TopicReader(stage.bootstrap(), List.of(run.out.scores()));
            return run;
        } catch (RuntimeException | Error e) {
            run.close();
            throw e;
        }
    }

    DetectorProcess process() {
        return process;
    }

    /** SIGKILL, and a new process on the same files. */
    void killAndRestart() {
        process.kill();
        process = DetectorProcess.start(options);
        process.awaitReady(Stage.PATIENCE);
    }

    /** How many scores are committed by now. */
    int scoresSoFar() {
        reader.poll(POLL).forEach(record -> scores.add(Seen.of(record)));
        return scores.size();
    }

    /** Waits until so many scores are committed. */
    void awaitScores(int count) {
        await(count + " scores", () -> scoresSoFar() >= count);
    }

    /** Waits until these have their scores. */
    void awaitScoresOf(Telemetry... last) {
        Set<String> missing = new HashSet<>();
        for (Telemetry each : last) {
            missing.add(each.asset() + "@" + each.time());
        }
        await("scores of " + missing, () -> {
            int before = scores.size();
            scoresSoFar();
            scores.subList(before, scores.size())
                    .forEach(score -> missing.remove(score.key() + "@" + score.timestamp()));
            return missing.isEmpty();
        });
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Stage.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(process.isAlive())
                    .as("the detector runs; its log:%n%s", process.output())
                    .isTrue();
            assertThat(System.nanoTime())
                    .as("time for %s; %s scores have come", what, scores.size())
                    .isLessThan(deadline);
        }
    }

    /** Every reading has gone somewhere; for a run without a restart. */
    MetricsPage assertAccountsFor(long readings) {
        MetricsPage metrics = process.metrics();
        assertThat(Accounts.of(readings, metrics, scoresSoFar()).broken()).isEmpty();
        return metrics;
    }

    /** The same for a process that was not there from the beginning: all it has received has gone somewhere. */
    void assertAccountsForWhatItReceived() {
        MetricsPage metrics = process.metrics();
        long received = metrics.count("bellwether_readings_received_total");
        long frames = metrics.count("bellwether_frames_total");
        assertThat(received).isPositive();
        assertThat(Accounts.of(received, metrics, frames).broken()).isEmpty();
    }

    /** SIGTERM; the detector must take it well. */
    void stop() {
        assertThat(process.stop()).as("exit code after SIGTERM").isZero();
    }

    /** All scores, in the order of their partitions' offsets. */
    List<Seen> scores() {
        reader.drain().forEach(record -> scores.add(Seen.of(record)));
        return List.copyOf(scores);
    }

    List<Seen> alerts() {
        return read(out.alerts());
    }

    List<Seen> deadLetters() {
        return read(out.deadLetters());
    }

    private List<Seen> read(String topic) {
        try (TopicReader all = new TopicReader(stage.bootstrap(), List.of(topic))) {
            return all.drain().stream().map(Seen::of).toList();
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
        process.close();
    }
}
