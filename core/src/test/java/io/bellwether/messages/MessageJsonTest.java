package io.bellwether.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.alerting.Suspect;
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
        AlertMessage message = AlertMessage.of(alert(new Suspect("flow", "m3/h", 12, 1, 2, 3.5)), "telemetry", 3);

        byte[] bytes = MessageJson.write(message);

        assertThat(message.input()).isEqualTo(new AlertMessage.Input("telemetry", 3, 7, 9));
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .contains("\"sensors\":[{\"sensor\":\"flow\",\"unit\":\"m3/h\",\"contribution\":12.0,\"observed\":1.0,"
                        + "\"expected\":2.0,\"counterfactual\":3.5}]");
        assertThat(MessageJson.read(bytes, AlertMessage.class)).isEqualTo(message);
    }

    @Test
    void read_alertOfAnEarlierRelease_hasNoCounterfactual() throws IOException {
        AlertMessage message =
                AlertMessage.of(alert(new Suspect("flow", "m3/h", 12, 1, 2, Double.NaN)), "telemetry", 3);
        String written = new String(MessageJson.write(message), StandardCharsets.UTF_8);
        String earlier = written.replace(",\"counterfactual\":null", "");

        assertThat(earlier).isNotEqualTo(written);
        assertThat(MessageJson.read(earlier.getBytes(StandardCharsets.UTF_8), AlertMessage.class))
                .isEqualTo(message);
    }

    private static Alert alert(Suspect suspect) {
        return new Alert(
                Alert.id("pump-1", Alert.Type.ANOMALY, "", 1000),
                Alert.Type.ANOMALY,
                Alert.Phase.OPENED,
                Severity.CRITICAL,
                "pump-1",
                2000,
                1000,
                12,
                4,
                List.of(suspect),
                MODEL,
                new Alert.Positions(7, 9));
    }

    @Test
    void read_somethingElse_throws() {
        assertThatThrownBy(() -> MessageJson.read("17".getBytes(StandardCharsets.UTF_8), AlertMessage.class))
                .isInstanceOf(IOException.class);
    }
}
