package io.bellwether.detector.topology;

import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.config.Unknown;
import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.detector.state.AssetWatches;
import io.bellwether.detector.state.BeforeCommit;
import io.bellwether.detector.state.WatchStore;
import io.bellwether.detector.state.Watched;
import io.bellwether.messages.Decoded;
import io.bellwether.messages.Rejection;
import io.bellwether.messages.Rejection.Reason;
import io.bellwether.messages.TelemetryDecoder;
import io.bellwether.scoring.ModelRef;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** A telemetry record's whole life: decoded, read by the watch over its asset; scores, alerts, dead letters out. */
final class TelemetryProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Duration LONGEST_BETWEEN_CHECKS = Duration.ofSeconds(1);
    private static final int STALL = 3; // checks missed

    private final DetectorConfig config;
    private final Surroundings around;
    private final BeforeCommit beforeCommit;
    private final DetectorMetrics metrics;
    private final TelemetryDecoder decoder;
    private final DeadLetters deadLetters;
    private final Duration checkInterval;
    private Tally tally;
    private ProcessorContext<byte[], byte[]> context;
    private AssetWatches watches;
    private Voice voice;
    private long lastOutage = Long.MIN_VALUE;
    private long lastCheck = Long.MIN_VALUE;

    @SuppressWarnings("NullAway.Init") // init() comes before anything else
    TelemetryProcessor(DetectorConfig config, Surroundings around, BeforeCommit beforeCommit) {
        this.config = config;
        this.beforeCommit = beforeCommit;
        this.around = around;
        this.metrics = around.metrics();
        this.decoder = new TelemetryDecoder(config.telemetry().mapping());
        this.deadLetters = new DeadLetters(around.deadLetterBytes());
        this.tally = newTally();
        Duration idle = config.watching().idleTimeout();
        this.checkInterval = idle.compareTo(LONGEST_BETWEEN_CHECKS) < 0 ? idle : LONGEST_BETWEEN_CHECKS;
    }

    private Tally newTally() {
        return new Tally(config.watching().unknownSensors() == Unknown.IGNORE);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
        tally = newTally(); // a task that is revived after an aborted transaction must not tell what came before
        lastCheck = context.currentSystemTimeMs();
        voice = new Voice(context, config, metrics);
        watches = new AssetWatches(
                context.getStateStore(WatchStore.NAME),
                context.taskId().partition(),
                around.models(),
                metrics,
                around.board().open());
        watches.restoreAll(context.currentSystemTimeMs());
        beforeCommit.call(context.taskId(), watches::store);
        context.schedule(checkInterval, PunctuationType.WALL_CLOCK_TIME, now -> wholly(() -> closeIdleSlots(now)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        wholly(() -> read(record));
    }

    /**
     * Does something after which states may be stored. When it fails, no state of this task may be stored any more: one
     * half-way through a record would take the record's second coming for a duplicate.
     */
    private void wholly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            beforeCommit.forget(context.taskId());
            throw e;
        }
    }

    private void read(Record<byte[], byte[]> record) {
        long start = around.nanoTime().getAsLong();
        Origin origin = Origin.of(context.recordMetadata().orElseThrow());
        Decoded decoded = decoder.decode(record.key(), record.value(), RecordTime.limit(record.timestamp()));
        if (decoded instanceof Decoded.Accepted accepted) {
            tally.receive(accepted.readings().size());
            watch(accepted, record.timestamp(), origin.offset());
        } else if (decoded instanceof Decoded.Rejected rejected) {
            tally.receive(1);
            tally.reject(rejected.rejection(), 1);
        }
        tally.firstRejection().ifPresent(reason -> {
            context.forward(deadLetters.of(record, reason, origin), DetectorTopology.DEAD_LETTERS);
            metrics.deadLettered();
        });
        tally.report(metrics);
        metrics.processed(around.nanoTime().getAsLong() - start);
    }

    private void watch(Decoded.Accepted record, long recordTime, long position) {
        Optional<Watched> found = watches.find(record.asset(), context.currentSystemTimeMs());
        if (found.isEmpty()) {
            unknownAsset(record);
            return;
        }
        Watched watched = found.get();
        ModelRef before = watched.watch().model();
        voice.of(watched, recordTime);
        Iterator<Rejection> rejections = record.rejections().iterator();
        for (Reading reading : record.readings()) {
            if (reading.quality() == Quality.REJECTED) {
                // Known to be missing is better than awaited: the slot need not wait for it.
                watched.watch().accept(reading, position, voice);
                tally.reject(rejections.next(), 1);
            } else {
                tally.count(reading.sensor(), watched.watch().accept(reading, position, voice));
            }
        }
        watches.changed(watched, before);
    }

    private void unknownAsset(Decoded.Accepted record) {
        if (config.watching().unknownAssets() == Unknown.IGNORE) {
            tally.ignore(record.readings().size());
        } else {
            Rejection unknown =
                    new Rejection(Reason.UNKNOWN_ASSET, "no model knows the asset '" + record.asset() + "'");
            tally.reject(unknown, record.readings().size());
        }
    }

    /**
     * Closes the open slots of assets that have gone quiet. Only time in which readings could have come counts: not an
     * outage of the cluster, nor a stall of this thread, both of which end with much to read. An asset may always take as
     * long as its own slots do.
     */
    private void closeIdleSlots(long now) {
        if (!around.connected().getAsBoolean() || now - lastCheck > STALL * checkInterval.toMillis()) {
            lastOutage = now;
        }
        lastCheck = now;
        for (Watched watched : watches.all()) {
            long patience = Math.max(
                    config.watching().idleTimeout().toMillis(), watched.watch().slotMillis());
            boolean idle = Math.max(watched.lastHeard(), lastOutage) <= now - patience;
            if (idle && watched.watch().hasOpenSlots()) {
                ModelRef before = watched.watch().model();
                watched.watch().flush(voice.of(watched, now));
                watches.changed(watched, before);
            }
        }
    }

    @Override
    public void close() {
        if (watches != null) {
            watches.close();
        }
    }
}
