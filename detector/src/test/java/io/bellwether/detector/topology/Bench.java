package io.bellwether.detector.topology;

import io.bellwether.detector.TinyModels;
import io.bellwether.detector.config.ConfigException;
import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.models.ModelRegistry;
import io.bellwether.detector.ops.PrometheusDetectorMetrics;
import io.bellwether.detector.state.AssetBoard;
import io.bellwether.detector.state.WatchStore;
import io.bellwether.messages.AlertMessage;
import io.bellwether.messages.MessageJson;
import io.bellwether.messages.ScoreMessage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The detector's topology on a bench: no broker, no threads, time by hand. */
final class Bench implements AutoCloseable {
    /** When everything happens that says nothing else. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static final int DEAD_LETTER_BYTES = 300_000;

    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final PrometheusDetectorMetrics metrics = new PrometheusDetectorMetrics(registry, false);
    final AssetBoard board = new AssetBoard();
    final ModelRegistry models;
    boolean connected = true;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> telemetry;
    private final TestOutputTopic<byte[], byte[]> scores;
    private final TestOutputTopic<byte[], byte[]> alerts;
    private final TestOutputTopic<byte[], byte[]> deadLetters;

    /** A bench on which the given model files are published, in order. */
    Bench(Map<String, String> settings, byte[]... modelFiles) {
        DetectorConfig config = config(settings);
        models = new ModelRegistry(config.watching().assets(), metrics);
        for (byte[] file : modelFiles) {
            publish(file);
        }
        Surroundings around = new Surroundings(models, metrics, board, () -> connected, () -> 0, DEAD_LETTER_BYTES);
        driver = new TopologyTestDriver(DetectorTopology.build(config, around), StreamsSettings.of(config), START);
        ByteArraySerializer in = new ByteArraySerializer();
        ByteArrayDeserializer out = new ByteArrayDeserializer();
        telemetry = driver.createInputTopic(config.topics().telemetry(), in, in);
        scores = driver.createOutputTopic(config.topics().scores(), out, out);
        alerts = driver.createOutputTopic(config.topics().alerts(), out, out);
        deadLetters = driver.createOutputTopic(config.topics().deadLetters(), out, out);
    }

    static DetectorConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("guarantee", "at_least_once");
        try {
            return DetectorConfig.of(all);
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    void publish(byte[] file) {
        models.offer(TinyModels.read(file).ref().name(), file, "test");
    }

    /** Sends a record as it stands. */
    void send(@Nullable String key, byte @Nullable [] value, Instant recordTime) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        telemetry.pipeInput(new TestRecord<>(keyBytes, value, new RecordHeaders(), recordTime));
    }

    void send(@Nullable String key, String value) {
        send(key, value.getBytes(StandardCharsets.UTF_8), START.plusSeconds(3600));
    }

    /** Sends a wide record of both sensors, at a second after the start. */
    void reading(String asset, long second, double flow, double pressure) {
        Instant time = START.plusSeconds(second);
        send(asset, wide(time, flow, pressure), time);
    }

    static byte[] wide(Instant time, double flow, double pressure) {
        return ("{\"ts\":\"" + time + "\",\"flow\":" + flow + ",\"pressure\":" + pressure + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Lets time pass while the thread runs as it should. */
    void advance(Duration wallClock) {
        for (long second = 0; second < wallClock.toSeconds(); second++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
    }

    /** Lets time pass while the thread stands still. */
    void stall(Duration wallClock) {
        driver.advanceWallClockTime(wallClock);
    }

    List<TestRecord<byte[], byte[]>> scoreRecords() {
        return scores.readRecordsToList();
    }

    List<ScoreMessage> scores() {
        return scores.readRecordsToList().stream()
                .map(record -> read(record.value(), ScoreMessage.class))
                .toList();
    }

    List<AlertMessage> alerts() {
        return alerts.readRecordsToList().stream()
                .map(record -> read(record.value(), AlertMessage.class))
                .toList();
    }

    /** All that went to the scores topic since the last time, byte for byte: key, value, timestamp. */
    List<String> rawScores() {
        return raw(scores);
    }

    List<String> rawAlerts() {
        return raw(alerts);
    }

    private static List<String> raw(TestOutputTopic<byte[], byte[]> topic) {
        return topic.readRecordsToList().stream()
                .map(record -> text(record.key()) + " " + text(record.value()) + " " + record.timestamp())
                .toList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    static String header(TestRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader("bellwether." + name);
        return header == null ? "(none)" : text(header.value());
    }

    static String text(byte @Nullable [] bytes) {
        return bytes == null ? "(null)" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** A counter's sum over all its series with these labels. */
    int count(String name, String... labels) {
        return (int) registry.get("bellwether." + name).tags(labels).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    Map<String, byte[]> storedStates() {
        Map<String, byte[]> states = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> all =
                driver.<String, byte[]>getKeyValueStore(WatchStore.NAME).all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                states.put(entry.key, entry.value);
            }
        }
        return states;
    }

    void storeStates(Map<String, byte[]> states) {
        states.forEach(driver.<String, byte[]>getKeyValueStore(WatchStore.NAME)::put);
    }

    private static <T extends Record> T read(byte[] bytes, Class<T> type) {
        try {
            return MessageJson.read(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
