package io.bellwether.benchmarks.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long a frame takes from when it should have been sent until what is made of it has been read.
 *
 * @param micros of every frame after the warm-up
 * @param missing frames of which nothing was read in time
 * @param cores how many cores the subject kept busy
 */
public record Latency(Histogram micros, long missing, double cores) {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STRAGGLERS = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(50);

    /**
     * Sends frames at a steady rate, one a second for each asset, and reads what comes out.
     *
     * @param run its telemetry topic must not exist yet; it goes afterwards
     * @param framesPerSecond also the number of assets
     */
    public static Latency measure(
            Stage stage, Run run, int sensors, int framesPerSecond, Duration warmUp, Duration duration)
            throws InterruptedException {
        stage.createTopic(run.telemetry(), Stage.PARTITIONS);
        run.createTopics(stage);
        Frames frames = new Frames(
                Frames.Format.JSON, framesPerSecond, sensors, System.currentTimeMillis() / 1000 * 1000 - 3_600_000);
        Histogram micros = new Histogram(Duration.ofMinutes(2).toNanos() / 1000, 3);
        long wanted = framesPerSecond * duration.toSeconds();
        double cores;
        try (SubjectProcess subject = stage.start(run.subject(), run.settings(stage), run.id(), Optional.empty());
                Consumer<byte[], byte[]> consumer = consumer(stage, run);
                OpenLoop loop = new OpenLoop(stage.producer(1), run.telemetry(), frames, framesPerSecond)) {
            // Counted from the first frame that is sent when the subject has caught up and is warm.
            long patience = System.nanoTime() + START.toNanos();
            while (consumer.poll(POLL).isEmpty()) {
                subject.stats();
                if (System.nanoTime() - patience > 0) {
                    throw new IllegalStateException("nothing came out within " + START.toSeconds() + " s");
                }
            }
            long first = loop.sent() + framesPerSecond * warmUp.toSeconds();
            long last = first + wanted;
            Stats before = null;
            Stats after = null;
            long end = loop.intended(last) + STRAGGLERS.toNanos();
            while (micros.getTotalCount() < wanted && System.nanoTime() - end < 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    long now = System.nanoTime();
                    long frame = frames.frame(record.key(), record.timestamp());
                    if (frame >= first && frame < last) {
                        micros.recordValue(Math.max(0, now - loop.intended(frame)) / 1000);
                    }
                }
                if (before == null && loop.sent() >= first) {
                    before = subject.stats();
                } else if (after == null && loop.sent() >= last) {
                    after = subject.stats();
                }
            }
            after = after == null ? subject.stats() : after;
            cores = before == null ? Double.NaN : (after.cpuNanos() - before.cpuNanos()) / 1e9 / duration.toSeconds();
        }
        stage.deleteTopics(run.topics());
        stage.deleteTopics(List.of(run.telemetry()));
        return new Latency(micros, wanted - micros.getTotalCount(), cores);
    }

    /** This and another measurement of the same, taken together. */
    public Latency plus(Latency other) {
        Histogram both = micros.copy();
        both.add(other.micros);
        return new Latency(both, missing + other.missing, (cores + other.cores) / 2);
    }

    private static Consumer<byte[], byte[]> consumer(Stage stage, Run run) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stage.bootstrap(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, Stage.PARTITIONS)
                .mapToObj(p -> new TopicPartition(run.output(), p))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
