package io.bellwether.demo;

import io.bellwether.demo.broker.KafkaBroker;
import io.bellwether.demo.plant.PlantSensor;
import io.bellwether.demo.plant.PlantSimulator;
import io.bellwether.demo.plant.SampleData;
import io.bellwether.demo.processes.DetectorOptions;
import io.bellwether.demo.processes.DetectorProcess;
import io.bellwether.demo.processes.Resources;
import io.bellwether.demo.processes.WorkFolder;
import io.bellwether.demo.replay.Cluster;
import io.bellwether.demo.replay.CsvTelemetry;
import io.bellwether.demo.replay.Replay;
import io.bellwether.demo.replay.Telemetry;
import io.bellwether.demo.replay.TopicNames;
import io.bellwether.demo.report.Accounts;
import io.bellwether.demo.report.Judgement;
import io.bellwether.demo.report.Screen;
import io.bellwether.demo.report.Screen.Tone;
import io.bellwether.demo.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The whole system, once through: broker, topics, training, publishing, detector, replay, and what came of it.
 *
 * <p>Processes and folders go into {@link Resources}, which outlive no end of this process.
 */
final class Demo {
    private static final int PARTITIONS = 2;
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(25);

    private final DemoSettings settings;
    private final Screen screen;
    private final Resources resources;
    private final Stopwatch stopwatch;

    Demo(DemoSettings settings, Screen screen, Resources resources, Stopwatch stopwatch) {
        this.settings = settings;
        this.screen = screen;
        this.resources = resources;
        this.stopwatch = stopwatch;
    }

    /** Runs; the exit code. */
    int run() throws IOException {
        Path work = resources.add(WorkFolder.create("bellwether-demo-")).path();
        Path samples = SampleFolder.find(work);
        String bootstrap = cluster();
        TopicNames topics = topics();
        new Cluster(bootstrap).createTopics(topics, PARTITIONS);
        say("topics", String.join(", ", topics.all()));

        Models models = new Models(screen, samples, work);
        stopwatch.begin("training");
        int code = models.train();
        if (code == 0) {
            stopwatch.begin("publishing");
            code = models.publish(bootstrap, topics.models());
        }
        if (code != 0) {
            return code;
        }
        DetectorProcess detector = detector(work, bootstrap, topics);
        return watch(bootstrap, topics, detector, telemetry(samples));
    }

    private String cluster() {
        if (settings.bootstrap().isPresent()) {
            say("cluster", settings.bootstrap().get());
            return settings.bootstrap().get();
        }
        stopwatch.begin("broker");
        KafkaBroker broker = resources.add(KafkaBroker.start());
        say("broker", "Kafka, KRaft, a process of its own, on " + broker.bootstrap());
        return broker.bootstrap();
    }

    /** In a cluster that may hold anything, names nobody has used. */
    private TopicNames topics() {
        return new TopicNames(
                settings.bootstrap().isEmpty() ? "bellwether." : "bellwether-demo-" + stopwatch.startedAt() + ".");
    }

    private DetectorProcess detector(Path work, String bootstrap, TopicNames topics) {
        stopwatch.begin("detector");
        DetectorOptions options = DetectorOptions.of(work.resolve("detector"), bootstrap, topics.prefix())
                .with("application-id", topics.prefix().replaceFirst("\\.$", ""));
        DetectorProcess detector = resources.add(DetectorProcess.start(options));
        detector.awaitReady(READY);
        say("detector", "process " + detector.pid() + ", metrics at " + metricsUri(detector));
        return detector;
    }

    private static String metricsUri(DetectorProcess detector) {
        return detector.adminUri()
                .map(uri -> uri.resolve("/metrics").toString())
                .orElse("?");
    }

    private static List<Telemetry> telemetry(Path samples) throws IOException {
        return CsvTelemetry.merged(PlantSimulator.assets().stream()
                .map(asset -> samples.resolve("test").resolve(asset + ".csv"))
                .toList());
    }

    private int watch(String bootstrap, TopicNames topics, DetectorProcess detector, List<Telemetry> telemetry) {
        stopwatch.begin("replay");
        try (Producer<byte[], byte[]> producer = producer(bootstrap);
                Watch watch = new Watch(bootstrap, topics, screen)) {
            Replay replay = replay(producer, topics, telemetry);
            while (!replay.isDone()) {
                replay.sendDue();
                watch.poll(POLL);
                detector.requireAlive();
                showProgress(replay, watch);
            }
            stopwatch.begin("accounts");
            Accounts accounts = settle(replay, watch, detector);
            stopwatch.end();
            int code = conclude(watch, accounts);
            if (settings.keep()) {
                keep(bootstrap, topics, detector, watch);
            }
            return code;
        }
    }

    private Replay replay(Producer<byte[], byte[]> producer, TopicNames topics, List<Telemetry> telemetry) {
        Instant first = Instant.ofEpochMilli(telemetry.get(0).time());
        Instant last = Instant.ofEpochMilli(telemetry.get(telemetry.size() - 1).time());
        double speed = settings.speedFor(Duration.between(first, last));
        say(
                "replay",
                String.format(
                        Locale.ROOT,
                        "%,d records of %d assets, %s to %s, %,.0f times faster than they came",
                        telemetry.size(),
                        PlantSimulator.assets().size(),
                        first,
                        last,
                        speed));
        screen.line("");
        return new Replay(producer, topics.telemetry(), telemetry, speed, System::nanoTime);
    }

    private static Producer<byte[], byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void showProgress(Replay replay, Watch watch) {
        screen.progress(() -> String.format(
                Locale.ROOT,
                "%3d %%  plant time %s  %,d records sent, %,d frames scored, %d alert messages",
                100L * replay.sent() / replay.size(),
                replay.position(),
                replay.sent(),
                watch.scores(),
                watch.alertCount()));
    }

    /** Waits until every reading is accounted for, or time is up. */
    private static Accounts settle(Replay replay, Watch watch, DetectorProcess detector) {
        long sent = (long) replay.sent() * PlantSensor.values().length;
        long deadline = System.nanoTime() + SETTLED.toNanos();
        while (true) {
            watch.poll(POLL);
            Accounts accounts = Accounts.of(sent, detector.metrics(), watch.scores());
            if (accounts.broken().isEmpty() || System.nanoTime() - deadline > 0) {
                return accounts;
            }
        }
    }

    private int conclude(Watch watch, Accounts accounts) {
        Judgement judgement = Judgement.of(
                PlantSimulator.assets().stream()
                        .flatMap(asset -> SampleData.faults(asset).stream())
                        .toList(),
                watch.alerts());
        screen.line("");
        screen.lines(Summary.lines(judgement, accounts));
        screen.line("time: " + stopwatch.report());
        if (settings.bootstrap().isPresent()) {
            screen.line("the topics that begin with " + topics().prefix().replaceFirst("\\.$", "")
                    + " are still in your cluster; delete them when you have seen enough");
        }
        String failure = Summary.failure(judgement, accounts);
        screen.line("");
        screen.line(
                failure.isEmpty()
                        ? screen.paint(Tone.GOOD, "every fault was alerted, every reading is accounted for")
                        : screen.paint(Tone.BAD, "FAILED: " + failure));
        return failure.isEmpty() ? 0 : 1;
    }

    private void keep(String bootstrap, TopicNames topics, DetectorProcess detector, Watch watch) {
        screen.line("");
        screen.lines(KeepHints.lines(bootstrap, topics, detector.adminUri().orElseThrow()));
        while (!resources.isClosed()) {
            detector.requireAlive();
            watch.poll(Duration.ofMillis(250));
        }
    }

    private void say(String what, String text) {
        screen.line(screen.paint(Tone.COMMAND, String.format(Locale.ROOT, "%-9s", what)) + " " + text);
    }
}
