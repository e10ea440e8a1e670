package io.bellwether.benchmarks.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A detector under steady load.
 *
 * @param samples in the order of time
 * @param heapAfterCollection bytes in use at the end, after a full collection
 * @param resident bytes that the system has given the process at the end
 * @param changelogBytes compressed, on disk
 */
public record Soak(List<Sample> samples, long heapAfterCollection, long resident, long changelogBytes) {
    private static final Duration START = Duration.ofSeconds(60);

    /**
     * One look.
     *
     * @param seconds since the detector was warm
     * @param sent frames
     * @param lag frames that were sent but not committed
     * @param cores how many cores the detector kept busy since the look before
     * @param heapUsed bytes of heap in use
     */
    public record Sample(long seconds, long sent, long lag, double cores, long heapUsed) {}

    /**
     * Sends frames at a steady rate and looks at the detector.
     *
     * @param run its telemetry topic must not exist yet; it goes afterwards
     */
    public static Soak measure(Stage stage, Run run, int assets, int framesPerSecond, Duration every, int looks)
            throws InterruptedException {
        stage.createTopic(run.telemetry(), Stage.PARTITIONS);
        run.createTopics(stage);
        Frames frames = new Frames(Frames.Format.JSON, assets, 8, System.currentTimeMillis() / 1000 * 1000 - 3_600_000);
        List<Sample> samples = new ArrayList<>();
        Stats end;
        long changelog;
        try (SubjectProcess subject = stage.start(run.subject(), run.settings(stage), run.id(), Optional.empty());
                OpenLoop loop = new OpenLoop(stage.producer(5), run.telemetry(), frames, framesPerSecond)) {
            long patience = System.nanoTime() + START.toNanos();
            while (stage.committed(run.id(), run.telemetry()) == 0) {
                subject.stats();
                Thread.sleep(100);
                if (System.nanoTime() - patience > 0) {
                    throw new IllegalStateException("nothing was committed within " + START.toSeconds() + " s");
                }
            }
            Thread.sleep(10_000); // what had piled up during the start, and the compiler's work
            long start = System.nanoTime();
            Stats before = subject.stats();
            long beforeAt = start;
            for (int look = 1; look <= looks; look++) {
                Thread.sleep(Math.max(0, (start + look * every.toNanos() - System.nanoTime()) / 1_000_000));
                long sent = loop.sent();
                long lag = sent - stage.committed(run.id(), run.telemetry());
                Stats now = subject.stats();
                long nowAt = System.nanoTime();
                double cores = (double) (now.cpuNanos() - before.cpuNanos()) / (nowAt - beforeAt);
                samples.add(new Sample((nowAt - start) / 1_000_000_000, sent, lag, cores, now.heapUsed()));
                before = now;
                beforeAt = nowAt;
            }
            end = subject.statsAfterCollection();
            changelog = stage.bytes(run.changelog());
        }
        stage.deleteTopics(run.topics());
        stage.deleteTopics(List.of(run.telemetry()));
        return new Soak(samples, end.heapUsed(), end.resident(), changelog);
    }
}
