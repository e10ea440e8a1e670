package io.bellwether.trainer;

import io.bellwether.messages.TelemetryDecoder;
import io.bellwether.messages.TelemetryMapping;
import io.bellwether.trainer.data.KafkaTelemetry;
import io.bellwether.trainer.data.Recording;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.publish.KafkaAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that talks to Kafka. */
final class KafkaOptions {
    private static final String ALERTS = "bellwether.alerts";

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "A broker of the cluster.")
    private @Nullable String bootstrap;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties of the Kafka client, for security above all.")
    private @Nullable Path commandConfig;

    KafkaAccess access() {
        if (bootstrap == null) {
            throw new UsageError("no cluster is named, command line: give --bootstrap HOST:PORT");
        }
        return new KafkaAccess(bootstrap, commandConfig);
    }

    /** The readings of the last {@code back}, without the times in which an alert was open. */
    Recording recording(
            String topic,
            @Nullable String alertsTopic,
            Duration back,
            TelemetryMapping mapping,
            Consumer<String> warnings) {
        Instant since = Instant.now().minus(back).truncatedTo(ChronoUnit.SECONDS);
        String alerts = alertsTopic == null ? ALERTS : alertsTopic;
        KafkaAccess kafka = access();
        KafkaTelemetry telemetry = new KafkaTelemetry(KafkaAccess.TIMEOUT, new TelemetryDecoder(mapping), warnings);
        kafka.read("topic '" + topic + "'", consumer -> {
            telemetry.readings(consumer, topic, since);
            return telemetry;
        });
        kafka.read("topic '" + alerts + "'", consumer -> {
            telemetry.leaveOutAlerts(consumer, alerts, alertsTopic != null);
            return telemetry;
        });
        return telemetry.recording();
    }
}
