package io.bellwether.detector.topology;

import io.bellwether.alerting.Alert;
import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.detector.state.ScoreParts;
import io.bellwether.detector.state.Watched;
import io.bellwether.messages.AlertMessage;
import io.bellwether.messages.MessageJson;
import io.bellwether.pipeline.PipelineOutput;
import io.bellwether.scoring.Score;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends what the pipelines of one task say to the scores and alerts topics, keyed by the asset. */
final class Voice implements PipelineOutput {
    private final ProcessorContext<byte[], byte[]> context;
    private final DetectorConfig config;
    private final DetectorMetrics metrics;
    private final ScoreParts parts;
    private Watched watched;
    private long latest;

    @SuppressWarnings("NullAway.Init") // it is told whom to speak of before it has anything to say
    Voice(ProcessorContext<byte[], byte[]> context, DetectorConfig config, DetectorMetrics metrics) {
        this.context = context;
        this.config = config;
        this.metrics = metrics;
        this.parts = new ScoreParts(config.scores().format());
    }

    /**
     * Speaks of this asset from now on.
     *
     * @param newest no message may have a later timestamp: brokers refuse records from the future, and an event time may
     *     lie ahead of the record that the broker has accepted
     */
    Voice of(Watched asset, long newest) {
        watched = asset;
        latest = newest;
        return this;
    }

    @Override
    public void score(Score score, boolean alarm) {
        if (isSent(score, alarm)) {
            forward(watched.encoder(parts).encode(score, alarm), score.time(), DetectorTopology.SCORES);
        }
        watched.scored(score);
        metrics.scored(watched.asset(), score, context.currentSystemTimeMs() - score.time());
    }

    private boolean isSent(Score score, boolean alarm) {
        long period = watched.watch().features().periodMillis();
        boolean exceeds = score.ratio() > 1 && !score.warmingUp();
        return config.scores().publish().includes(Math.floorDiv(score.time(), period), exceeds || alarm);
    }

    @Override
    public void alert(Alert alert) {
        AlertMessage message = AlertMessage.of(
                alert, config.topics().telemetry(), context.taskId().partition());
        forward(MessageJson.write(message), alert.time(), DetectorTopology.ALERTS);
        metrics.alerted(alert);
        if (isAlarm(alert) && watched.watch().falseAlarmBudgetPerDay() > 0) {
            metrics.budgetedAlarm();
        }
    }

    /** Budgets are of anomalies: a stuck sensor is found without a threshold. */
    private static boolean isAlarm(Alert alert) {
        return alert.type() == Alert.Type.ANOMALY && alert.phase() == Alert.Phase.OPENED;
    }

    private void forward(byte[] message, long time, String sink) {
        context.forward(new Record<>(watched.key(), message, Math.max(0, Math.min(time, latest))), sink);
    }
}
