package io.bellwether.detector;

import io.bellwether.detector.cluster.Clients;
import io.bellwether.detector.cluster.ClusterCheck;
import io.bellwether.detector.cluster.ClusterException;
import io.bellwether.detector.cluster.KafkaFaults;
import io.bellwether.detector.config.ConfigException;
import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.models.ModelRegistry;
import io.bellwether.detector.models.ModelsTopicReader;
import io.bellwether.detector.models.WarmUp;
import io.bellwether.detector.ops.AdminServer;
import io.bellwether.detector.ops.PrometheusDetectorMetrics;
import io.bellwether.detector.ops.RuntimeMetrics;
import io.bellwether.detector.state.AssetBoard;
import io.bellwether.detector.topology.DetectorTopology;
import io.bellwether.detector.topology.StreamsSettings;
import io.bellwether.detector.topology.Surroundings;
import io.bellwether.network.Kernels;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole detector, wired together. {@link #run()} works until {@link #close()} is called or something breaks. */
public final class Detector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Detector.class);
    private static final Duration CLOSE = Duration.ofSeconds(30);
    private static final Duration MODEL_REMINDER = Duration.ofMinutes(1);

    private final DetectorConfig config;
    private final Clients clients;
    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PrometheusDetectorMetrics metrics;
    private final RuntimeMetrics runtime;
    private final AssetBoard board = new AssetBoard();
    private final ModelRegistry models;
    private final KafkaLink link = new KafkaLink(System::nanoTime);
    private final AdminServer admin;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile String phase = "starting";
    private volatile @Nullable ModelsTopicReader reader;
    private volatile @Nullable KafkaStreams streams;

    /**
     * Wires a detector and starts its admin server, nothing else.
     *
     * @throws ConfigException when Kafka refuses its settings, or the admin port cannot be listened on
     */
    public Detector(DetectorConfig config) throws ConfigException {
        this.config = config;
        clients = new Clients(StreamsSettings.of(config));
        runtime = new RuntimeMetrics(prometheus);
        metrics = new PrometheusDetectorMetrics(prometheus, config.metrics().perAssetLabels());
        models = new ModelRegistry(
                config.watching().assets(), metrics, new WarmUp(config.scores().format(), System::nanoTime)::run);
        metrics.gauges(
                board::openIncidents, board::watched, board::falseAlarmBudgetPerDay, () -> health().ready() ? 1 : 0);
        try {
            admin = AdminServer.start(
                    config.admin().host(),
                    config.admin().port(),
                    new AdminPages(prometheus, this::health, models, board).byPath());
        } catch (IOException e) {
            runtime.close();
            throw new ConfigException(e.getMessage() + "; choose another with admin.host and admin.port", e);
        }
        LOG.atInfo()
                .setMessage("admin server listens")
                .addKeyValue("url", admin.uri())
                .addKeyValue("kernel", Kernels.active())
                .log();
    }

    /** Where metrics and health are. */
    public URI adminUri() {
        return admin.uri();
    }

    /** Whether it works, and if not, why. */
    Health health() {
        KafkaStreams running = streams;
        if (end.isCompletedExceptionally()) {
            return new Health(false, List.of("broken: see the log"));
        }
        if (running == null) {
            return new Health(true, List.of(phase));
        }
        KafkaStreams.State state = running.state();
        boolean live = state != KafkaStreams.State.ERROR && state != KafkaStreams.State.NOT_RUNNING;
        List<String> reasons = new ArrayList<>();
        if (state != KafkaStreams.State.RUNNING) {
            reasons.add("Kafka Streams is " + state + (state == KafkaStreams.State.REBALANCING ? ": restoring" : ""));
        }
        if (!link.getAsBoolean()) {
            reasons.add("Kafka at " + bootstrap() + " does not answer");
        }
        if (models.snapshot().isEmpty()) {
            reasons.add("no model on topic " + config.topics().models() + " any more: publish one");
        }
        return new Health(live, reasons);
    }

    /**
     * Starts, and works until it is closed.
     *
     * @throws ConfigException when Kafka refuses its settings
     * @throws ClusterException when the cluster cannot be used
     * @throws NoModelException when no model came in time
     */
    public void run() throws ConfigException, ClusterException, NoModelException, InterruptedException {
        int deadLetterBytes;
        phase = "waiting for Kafka";
        Admin client = clients.admin();
        try {
            ClusterCheck check = new ClusterCheck(client, config);
            check.run();
            deadLetterBytes = check.deadLetterBytes();
        } finally {
            client.close(Duration.ZERO); // would wait for its retries
        }
        phase = "reading models";
        readModels();
        if (awaitFirstModel()) {
            Surroundings around = new Surroundings(models, metrics, board, link, System::nanoTime, deadLetterBytes);
            startStreams(around);
        }
        awaitEnd();
    }

    private void readModels() throws ConfigException, ClusterException, InterruptedException {
        ModelsTopicReader started = new ModelsTopicReader(
                clients.reader(),
                config.topics().models(),
                models,
                (thread, fault) -> end.completeExceptionally(fault));
        reader = started;
        started.start();
        try {
            started.caughtUp().get();
        } catch (ExecutionException e) {
            if (!closing.get()) {
                throw broken(e, "read the topic " + config.topics().models());
            }
        }
    }

    /** False when it was closed before there was one. */
    private boolean awaitFirstModel() throws NoModelException, InterruptedException {
        phase = "no model on topic " + config.topics().models() + " yet: publish one";
        long start = System.nanoTime();
        long told = start - MODEL_REMINDER.toNanos();
        while (!models.awaitFirst(Duration.ofMillis(200))) {
            if (closing.get() || end.isDone()) {
                return false;
            }
            long now = System.nanoTime();
            Duration limit = config.watching().modelWait();
            if (!limit.isZero() && now - start > limit.toNanos()) {
                throw new NoModelException(
                        "no model on topic " + config.topics().models() + " at " + bootstrap() + " after "
                                + limit.toSeconds() + " s; publish one, or raise model-wait");
            }
            if (now - told >= MODEL_REMINDER.toNanos()) {
                LOG.info("{}", phase);
                told = now;
            }
        }
        return !closing.get();
    }

    private synchronized void startStreams(Surroundings around) throws ConfigException, ClusterException {
        if (closing.get()) {
            return;
        }
        phase = "starting Kafka Streams";
        KafkaStreams started = build(around);
        try {
            started.start();
        } catch (ProcessorStateException e) {
            LOG.warn("the local state cannot be read; it is deleted and read again from the changelog topic", e);
            started.close(CLOSE);
            started = build(around);
            started.cleanUp();
            started.start();
        } catch (StreamsException e) {
            started.close(CLOSE);
            throw broken(e, "start Kafka Streams");
        }
        streams = started;
        runtime.observe(started);
        link.observe(started::metrics);
    }

    private KafkaStreams build(Surroundings around) throws ConfigException {
        KafkaStreams built;
        try {
            built = new KafkaStreams(DetectorTopology.build(config, around), clients.settings());
        } catch (StreamsException e) {
            throw new ConfigException(
                    "state-dir " + config.processing().stateDir() + " cannot be used: " + e.getMessage()
                            + "; choose a folder that is writable and no other detector's",
                    e);
        }
        built.setUncaughtExceptionHandler(fault -> {
            end.completeExceptionally(fault);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        built.setStateListener((now, before) -> LOG.atInfo()
                .setMessage("Kafka Streams")
                .addKeyValue("state", now)
                .addKeyValue("before", before)
                .log());
        return built;
    }

    private void awaitEnd() throws ClusterException, InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw broken(e.getCause() == null ? e : e.getCause(), "process telemetry");
        }
    }

    /** The cluster's fault is told in a line; ours is a bug. */
    private ClusterException broken(Throwable fault, String action) {
        if (KafkaFaults.isClusters(fault)) {
            return new ClusterException(KafkaFaults.explain(fault, action, bootstrap()), fault);
        }
        throw new IllegalStateException("failed to " + action, fault);
    }

    private String bootstrap() {
        return config.connection().bootstrapServers();
    }

    /** Stops in order: what has been read is finished and committed, and the group is left. At most 30 seconds. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        phase = "stopping";
        synchronized (this) {
            KafkaStreams running = streams;
            if (running != null) {
                boolean inTime = running.close(
                        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                                .withTimeout(CLOSE));
                if (!inTime) {
                    LOG.warn("Kafka Streams has not stopped within {} s", CLOSE.toSeconds());
                }
            }
        }
        ModelsTopicReader reading = reader;
        if (reading != null) {
            reading.close();
        }
        runtime.close();
        admin.close();
        end.complete(null);
    }
}
