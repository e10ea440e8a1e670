package io.bellwether.benchmarks.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How fast a subject reads a topic from its beginning.
 *
 * @param recordsPerSecond committed; over the second half of what it did, when the JVM is warm
 * @param allocatedPerRecord bytes, by the stream threads
 * @param streamCpuMicrosPerRecord CPU time of the stream threads
 * @param cores how many cores the process kept busy
 * @param outBytesPerRecord compressed, in the output topic
 * @param changelogBytesPerRecord compressed, in the changelog topic
 * @param records how many it did
 * @param start how it started
 */
public record Throughput(
        double recordsPerSecond,
        double allocatedPerRecord,
        double streamCpuMicrosPerRecord,
        double cores,
        double outBytesPerRecord,
        double changelogBytesPerRecord,
        long records,
        Start start) {
    private static final double FULL_SPEED = 0.8;
    private static final int WINDOW = 5; // samples
    private static final Duration SAMPLE = Duration.ofMillis(100);
    private static final Duration START = Duration.ofSeconds(60);

    /**
     * From the start of its process on, and what it takes then.
     *
     * @param seconds until its first records were committed
     * @param fullSpeedSeconds until it did 80 % of what it does when warm, over half a second; NaN when it was done before
     * @param heapAfterCollection bytes in use at the end, after a full collection
     * @param resident bytes that the system has given it
     */
    public record Start(double seconds, double fullSpeedSeconds, long heapAfterCollection, long resident) {}

    private record Sample(long nanos, long records, Stats stats) {}

    /**
     * Lets a subject work until the topic's end, or for some time.
     *
     * @param records how many the topic holds
     * @param limit how long it may work
     * @param recording where a flight recording goes, if there is to be one
     */
    public static Throughput measure(Stage stage, Run run, long records, Duration limit, Optional<Path> recording)
            throws InterruptedException {
        run.createTopics(stage);
        List<Sample> samples = new ArrayList<>();
        long begin = System.nanoTime();
        Stats end;
        try (SubjectProcess subject = stage.start(run.subject(), run.settings(stage), run.id(), recording)) {
            long patience = System.nanoTime() + START.toNanos();
            while (samples.isEmpty()
                    || (last(samples).records() < records
                            && System.nanoTime() - samples.get(0).nanos() < limit.toNanos())) {
                Thread.sleep(SAMPLE.toMillis());
                long done = stage.committed(run.id(), run.telemetry());
                if (done > 0) {
                    samples.add(new Sample(System.nanoTime(), done, subject.stats()));
                } else if (System.nanoTime() - patience > 0) {
                    throw new IllegalStateException(
                            run.subject().label() + " did nothing for " + START.toSeconds() + " s");
                } else {
                    subject.stats(); // fails when it has ended
                }
            }
            end = subject.statsAfterCollection();
        }
        Throughput result = of(
                begin,
                samples,
                end,
                stage.bytes(run.output()),
                run.subject() == Subject.DETECTOR ? stage.bytes(run.changelog()) : 0);
        stage.deleteTopics(run.topics());
        return result;
    }

    /** The one in the middle. */
    public static Throughput median(List<Throughput> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Throughput::recordsPerSecond))
                .toList()
                .get((rounds.size() - 1) / 2);
    }

    private static Sample last(List<Sample> samples) {
        return samples.get(samples.size() - 1);
    }

    private static Throughput of(long begin, List<Sample> samples, Stats after, long outBytes, long changelogBytes) {
        Sample end = last(samples);
        Sample middle = samples.stream()
                .filter(sample -> sample.records() >= end.records() / 2)
                .findFirst()
                .orElseThrow();
        double records = end.records() - middle.records();
        double nanos = end.nanos() - middle.nanos();
        double rate = records / nanos;
        Start start = new Start(
                (samples.get(0).nanos() - begin) / 1e9,
                fullSpeedAt(samples, FULL_SPEED * rate, begin),
                after.heapUsed(),
                after.resident());
        return new Throughput(
                rate * 1e9,
                (end.stats().streamAllocated() - middle.stats().streamAllocated()) / records,
                (end.stats().streamCpuNanos() - middle.stats().streamCpuNanos()) / records / 1000,
                (end.stats().cpuNanos() - middle.stats().cpuNanos()) / nanos,
                (double) outBytes / end.records(),
                (double) changelogBytes / end.records(),
                end.records(),
                start);
    }

    private static double fullSpeedAt(List<Sample> samples, double rate, long begin) {
        for (int s = 0; s + WINDOW < samples.size(); s++) {
            Sample from = samples.get(s);
            Sample to = samples.get(s + WINDOW);
            if ((to.records() - from.records()) >= rate * (to.nanos() - from.nanos())) {
                return (from.nanos() - begin) / 1e9;
            }
        }
        return Double.NaN;
    }
}
