package io.bellwether.detector.topology;

import io.bellwether.alerting.Alert;
import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.detector.state.Watched;
import io.bellwether.messages.AlertMessage;
import io.bellwether.messages.MessageJson;
import io.bellwether.messages.ScoreMessage;
import io.bellwether.pipeline.PipelineOutput;
import io.bellwether.scoring.Score;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends what a pipeline says of one asset to the scores and alerts topics, keyed by the asset. */
final class Voice implements PipelineOutput {
    private final ProcessorContext<byte[], byte[]> context;
    private final DetectorConfig config;
    private final DetectorMetrics metrics;
    private final Watched watched;
    private final long latest;
    private final byte[] key;

    /**
     * A voice for one asset and one record.
     *
     * @param latest no message may have a later timestamp: brokers refuse records from the future, and an event time may
     *     lie ahead of the record that the broker has accepted
     */
    Voice(
            ProcessorContext<byte[], byte[]> context,
            DetectorConfig config,
            DetectorMetrics metrics,
            Watched watched,
            long latest) {
        this.context = context;
        this.config = config;
        this.metrics = metrics;
        this.watched = watched;
        this.latest = latest;
        this.key = watched.asset().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void score(Score score, boolean alarm) {
        if (isSent(score, alarm)) {
            ScoreMessage message = ScoreMessage.of(
                    watched.asset(),
                    score,
                    alarm,
                    watched.watch().features(),
                    watched.watch().model());
            forward(MessageJson.write(message), score.time(), DetectorTopology.SCORES);
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
    }

    private void forward(byte[] message, long time, String sink) {
        context.forward(new Record<>(key, message, Math.max(0, Math.min(time, latest))), sink);
    }
}
