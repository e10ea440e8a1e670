package io.bellwether.detector.ops;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.messages.Rejection.Reason;
import io.bellwether.network.Kernels;
import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts into a Prometheus registry. Every series whose labels are known beforehand is there from the start, at zero. */
public final class PrometheusDetectorMetrics implements DetectorMetrics {
    private static final double NANOS = 1e9; // in a second
    private static final double MILLIS = 1e3;
    private static final double[] RATIOS = {0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.25, 1.5, 2, 3, 5, 10, 100};
    private static final double[] SCORING = { // seconds
        1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 5e-3, 2.5e-2, 0.1, 1
    };
    private static final double[] DELAYS = {0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3600}; // seconds

    private final PrometheusMeterRegistry registry;
    private final boolean perAsset;
    private final Counter received;
    private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);
    private final Counter ignored;
    private final Counter late;
    private final Counter duplicate;
    private final Counter inFrames;
    private final Counter deadLettered;
    private final Counter frames;
    private final @Nullable Counter scored; // null when there is one for every asset
    private final Counter warmingUp;
    private final Counter budgetedAlarms;
    private final Distribution ratio;
    private final Distribution scoring;
    private final Largest longestScoring = new Largest(System::nanoTime);
    private final Distribution delay;
    private final Largest longestDelay = new Largest(System::nanoTime);
    private final MultiGauge models;
    private final Counter loads;
    private final Map<ModelRefusal, Counter> refused = new EnumMap<>(ModelRefusal.class);
    private final Counter handovers;
    private final Counter resets;

    /** Counts into a registry; with {@code perAsset} the metrics so marked have a label with the asset's id. */
    public PrometheusDetectorMetrics(PrometheusMeterRegistry registry, boolean perAsset) {
        this.registry = registry;
        this.perAsset = perAsset;
        received = counter(Metric.READINGS_RECEIVED);
        // The late and the duplicate are counted by themselves.
        for (Reason reason : EnumSet.complementOf(EnumSet.of(Reason.LATE, Reason.DUPLICATE))) {
            rejected.put(reason, counter(Metric.READINGS_REJECTED, "reason", reason.label()));
        }
        ignored = counter(Metric.READINGS_IGNORED);
        late = counter(Metric.READINGS_LATE);
        duplicate = counter(Metric.READINGS_DUPLICATE);
        inFrames = counter(Metric.READINGS_IN_FRAMES);
        deadLettered = counter(Metric.RECORDS_DEAD_LETTERED);
        frames = counter(Metric.FRAMES);
        warmingUp = counter(Metric.FRAMES_WARMING_UP);
        budgetedAlarms = counter(Metric.BUDGETED_ALARMS);
        ratio = distribution(Metric.SCORE_THRESHOLD_RATIO, RATIOS);
        delay = distribution(Metric.EVENT_TO_SCORE_DELAY, DELAYS);
        largest(Metric.EVENT_TO_SCORE_DELAY, longestDelay);
        scoring = distribution(Metric.SCORING_DURATION, SCORING);
        largest(Metric.SCORING_DURATION, longestScoring);
        models = MultiGauge.builder(Metric.MODEL_INFO.id())
                .description(Metric.MODEL_INFO.about())
                .register(registry);
        Gauge.builder(Metric.KERNEL_INFO.id(), () -> 1)
                .description(Metric.KERNEL_INFO.about())
                .tags("kernel", Kernels.active())
                .strongReference(true)
                .register(registry);
        loads = counter(Metric.MODEL_LOADS);
        for (ModelRefusal reason : ModelRefusal.values()) {
            refused.put(reason, counter(Metric.MODEL_LOADS_REFUSED, "reason", reason.label()));
        }
        handovers = counter(Metric.MODEL_HANDOVERS);
        resets = counter(Metric.STATE_RESETS);
        scored = perAsset ? null : scoredOf("");
        if (!perAsset) {
            for (Alert.Type type : Alert.Type.values()) {
                for (Alert.Phase phase : Alert.Phase.values()) {
                    for (Severity severity : Severity.values()) {
                        alertsOf(type, phase, severity, "");
                    }
                }
            }
        }
    }

    /** Shows what can be looked up at any time. */
    public void gauges(
            IntSupplier incidentsOpen,
            IntSupplier assetsWatched,
            DoubleSupplier falseAlarmBudgetPerDay,
            IntSupplier ready) {
        gauge(Metric.INCIDENTS_OPEN, incidentsOpen::getAsInt);
        gauge(Metric.ASSETS_WATCHED, assetsWatched::getAsInt);
        gauge(Metric.FALSE_ALARM_BUDGET_PER_DAY, falseAlarmBudgetPerDay);
        gauge(Metric.READY, ready::getAsInt);
    }

    @Override
    public void received(int readings) {
        received.increment(readings);
    }

    @Override
    public void rejected(Reason reason, int readings) {
        count(rejected.get(reason), readings);
    }

    @Override
    public void ignored(int readings) {
        ignored.increment(readings);
    }

    @Override
    public void late(int readings) {
        late.increment(readings);
    }

    @Override
    public void duplicate(int readings) {
        duplicate.increment(readings);
    }

    @Override
    public void inFrames(int readings) {
        inFrames.increment(readings);
    }

    @Override
    public void deadLettered() {
        deadLettered.increment();
    }

    @Override
    public void processed(long nanos) {
        scoring.add(nanos / NANOS);
        longestScoring.add(nanos);
    }

    @Override
    public void scored(String asset, Score score, long delayMillis) {
        frames.increment();
        long late = Math.max(0, delayMillis);
        delay.add(late / MILLIS);
        longestDelay.add(TimeUnit.MILLISECONDS.toNanos(late));
        if (score.warmingUp()) {
            warmingUp.increment();
        } else {
            (scored == null ? scoredOf(asset) : scored).increment();
            ratio.add(score.ratio());
        }
    }

    @Override
    public void alerted(Alert alert) {
        alertsOf(alert.type(), alert.phase(), alert.severity(), alert.asset()).increment();
    }

    @Override
    public void budgetedAlarm() {
        budgetedAlarms.increment();
    }

    @Override
    public void modelLoaded(ModelRef model) {
        loads.increment();
    }

    @Override
    public void modelsServing(Collection<ModelRef> serving) {
        models.register(
                serving.stream()
                        .map(model -> MultiGauge.Row.of(
                                Tags.of("name", model.name(), "version", model.version(), "sha256", model.sha256()), 1))
                        .collect(Collectors.toList()),
                true);
    }

    @Override
    public void modelRefused(ModelRefusal reason) {
        count(refused.get(reason), 1);
    }

    @Override
    public void handedOver() {
        handovers.increment();
    }

    @Override
    public void stateReset() {
        resets.increment();
    }

    private Counter scoredOf(String asset) {
        return counter(Metric.FRAMES_SCORED, perAsset ? new String[] {"asset", asset} : new String[0]);
    }

    private Counter alertsOf(Alert.Type type, Alert.Phase phase, Severity severity, String asset) {
        Tags tags = Tags.of("type", label(type), "phase", label(phase), "severity", label(severity));
        return Counter.builder(Metric.ALERTS.id())
                .description(Metric.ALERTS.about())
                .tags(perAsset ? tags.and("asset", asset) : tags)
                .register(registry);
    }

    private Counter counter(Metric metric, String... tags) {
        return Counter.builder(metric.id())
                .description(metric.about())
                .tags(tags)
                .register(registry);
    }

    private Distribution distribution(Metric metric, double... bounds) {
        Distribution distribution = new Distribution(metric, bounds);
        registry.getPrometheusRegistry().register(distribution);
        return distribution;
    }

    private void largest(Metric metric, Largest largest) {
        Gauge.builder(metric.exposedName() + ".max", largest, Largest::seconds)
                .description(metric.about())
                .strongReference(true)
                .register(registry);
    }

    private void gauge(Metric metric, DoubleSupplier value) {
        Gauge.builder(metric.id(), value, DoubleSupplier::getAsDouble)
                .description(metric.about())
                .strongReference(true)
                .register(registry);
    }

    private static void count(@Nullable Counter counter, int times) {
        if (counter != null) {
            counter.increment(times);
        }
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
