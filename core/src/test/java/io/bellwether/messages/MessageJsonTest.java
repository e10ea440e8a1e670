package io.bellwether.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.scoring.Evidence;
import io.bellwether.scoring.ModelRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageJsonTest {
    private static final ModelRef MODEL = new ModelRef("pumps", "1.2.0", "ab12");

    @Test
    void write_score_isPlainJsonWithNullForMissing() throws IOException {
        ScoreMessage score = new ScoreMessage(
                "pump-1",
                EventTime.format(1_769_860_800_000L),
                2.5,
                4,
                false,
                true,
                List.of(new Evidence("flow", "m3/h", 2.5, Double.NaN, 0.1)),
                MODEL);

        byte[] bytes = MessageJson.write(score);

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("{\"asset\":\"pump-1\",\"ts\":\"2026-01-31T12:00:00Z\",\"score\":2.5,\"threshold\":4.0,"
                        + "\"warmingUp\":false,\"alarm\":true,\"sensors\":[{\"sensor\":\"flow\",\"unit\":\"m3/h\","
                        + "\"contribution\":2.5,\"observed\":null,\"expected\":0.1}],"
                        + "\"model\":{\"name\":\"pumps\",\"version\":\"1.2.0\",\"sha256\":\"ab12\"}}");
        assertThat(MessageJson.read(bytes, ScoreMessage.class)).isEqualTo(score);
    }

    @Test
    void read_alert_isWhatWasWritten() throws IOException {
        Alert alert = new Alert(
                Alert.id("pump-1", Alert.Type.ANOMALY, "", 1000),
                Alert.Type.ANOMALY,
                Alert.Phase.OPENED,
                Severity.CRITICAL,
                "pump-1",
                2000,
                1000,
                12,
                4,
                List.of(new Evidence("flow", "m3/h", 12, 1, 2)),
                MODEL,
                new Alert.Positions(7, 9));
        AlertMessage message = AlertMessage.of(alert, "telemetry", 3);

        assertThat(message.input()).isEqualTo(new AlertMessage.Input("telemetry", 3, 7, 9));
        assertThat(MessageJson.read(MessageJson.write(message), AlertMessage.class))
                .isEqualTo(message);
    }

    @Test
    void read_somethingElse_throws() {
        assertThatThrownBy(() -> MessageJson.read("17".getBytes(StandardCharsets.UTF_8), AlertMessage.class))
                .isInstanceOf(IOException.class);
    }
}
