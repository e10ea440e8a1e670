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
 */
public record Throughput(
        double recordsPerSecond,
        double allocatedPerRecord,
        double streamCpuMicrosPerRecord,
        double cores,
        double outBytesPerRecord,
        double changelogBytesPerRecord,
        long records) {
    private static final Duration SAMPLE = Duration.ofMillis(100);
    private static final Duration START = Duration.ofSeconds(60);

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
        }
        Throughput result = of(
                samples,
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

    private static Throughput of(List<Sample> samples, long outBytes, long changelogBytes) {
        Sample end = last(samples);
        Sample middle = samples.stream()
                .filter(sample -> sample.records() >= end.records() / 2)
                .findFirst()
                .orElseThrow();
        double records = end.records() - middle.records();
        double nanos = end.nanos() - middle.nanos();
        return new Throughput(
                records / nanos * 1e9,
                (end.stats().streamAllocated() - middle.stats().streamAllocated()) / records,
                (end.stats().streamCpuNanos() - middle.stats().streamCpuNanos()) / records / 1000,
                (end.stats().cpuNanos() - middle.stats().cpuNanos()) / nanos,
                (double) outBytes / end.records(),
                (double) changelogBytes / end.records(),
                end.records());
    }
}
