package io.bellwether.detector.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bellwether.scoring.ModelRef;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromtoolTest {
    @TempDir
    Path dir;

    @Test
    void scrape_ofEverything_passesPromtoolCheckMetrics() throws Exception {
        Optional<Path> promtool = find("promtool");
        assumeTrue(promtool.isPresent(), "promtool is not on the PATH (Debian package prometheus): NOT CHECKED");
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Path scrape = dir.resolve("scrape.txt");
        try (RuntimeMetrics runtime = new RuntimeMetrics(registry);
                KafkaStreams streams = streams()) {
            PrometheusDetectorMetrics metrics = new PrometheusDetectorMetrics(registry, false);
            metrics.gauges(() -> 0, () -> 0, () -> 0, () -> 0);
            metrics.modelsServing(List.of(new ModelRef("tiny", "1.0.0", "00")));
            runtime.observe(streams);
            Files.writeString(scrape, registry.scrape());
        }
        assertThat(scrape).content().contains("kafka_consumer_", "kafka_producer_", "jvm_", "bellwether_");

        Process check = new ProcessBuilder(promtool.get().toString(), "check", "metrics")
                .redirectInput(scrape.toFile())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(check.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    /** Never started: its clients are there, and nobody is called. */
    private KafkaStreams streams() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "promtool");
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, "promtool");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
        return new KafkaStreams(new Topology().addSource("in", "in").addSink("out", "out", "in"), settings);
    }

    private static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
