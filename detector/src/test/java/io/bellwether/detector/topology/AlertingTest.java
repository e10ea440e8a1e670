package io.bellwether.detector.topology;

import static io.bellwether.detector.TinyModels.AUTOENCODER;
import static io.bellwether.detector.TinyModels.PREDICTOR;
import static io.bellwether.detector.TinyModels.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.Alert;
import io.bellwether.detector.TinyModels;
import io.bellwether.messages.AlertMessage;
import io.bellwether.messages.ScoreMessage;
import io.bellwether.network.NetworkShape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertingTest {
    static List<NetworkShape> shapes() {
        return List.of(PREDICTOR, AUTOENCODER);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void valueFarOut_comesAndGoes_anIncidentOpensAndCloses(NetworkShape shape) {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1, shape, PUMP))) {
            for (int second = 0; second < 120; second++) {
                bench.reading(PUMP, second, second >= 80 && second < 90 ? 15 : 0, 0);
                assertThat(bench.board.openIncidents())
                        .isEqualTo(bench.count("alerts", "phase", "opened") - bench.count("alerts", "phase", "closed"));
            }

            List<AlertMessage> alerts = bench.alerts();
            AlertMessage opened = alerts.get(0);
            AlertMessage closed = alerts.get(alerts.size() - 1);
            assertThat(opened.phase()).isEqualTo(Alert.Phase.OPENED);
            assertThat(opened.asset()).isEqualTo(PUMP);
            assertThat(opened.sensors().get(0).sensor()).isEqualTo("flow");
            assertThat(opened.sensors().get(0).observed()).isEqualTo(15);
            assertThat(opened.model().name()).isEqualTo("tiny");
            assertThat(opened.input().topic()).isEqualTo("bellwether.telemetry");
            assertThat(opened.input().openedOffset()).isBetween(80L, 90L);
            assertThat(closed.phase()).isEqualTo(Alert.Phase.CLOSED);
            assertThat(closed.id()).isEqualTo(opened.id());
            assertThat(bench.board.openIncidents()).isZero();
        }
    }

    @Test
    void scores_haveTheSlotAsTimestampButNeverLieAheadOfTheRecord() {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            Instant event = Bench.START.plusMillis(10_400);
            bench.send(PUMP, Bench.wide(event, 0, 0), event);
            Instant ahead = Bench.START.plusSeconds(15);
            bench.send(PUMP, Bench.wide(ahead, 0, 0), Bench.START.plusSeconds(12));
            bench.send(PUMP, Bench.wide(ahead.plusSeconds(1), 0, 0), Bench.START.plusSeconds(12));

            List<String> raw = bench.rawScores();
            assertThat(raw.get(0))
                    .startsWith(PUMP + " {")
                    .endsWith("} " + Bench.START.plusSeconds(10).toEpochMilli());
            assertThat(raw.get(raw.size() - 1))
                    .endsWith("} " + Bench.START.plusSeconds(12).toEpochMilli());
        }
    }

    @Test
    void assetGoesQuiet_withASlotOpen_theSlotClosesAfterTheIdleTimeout() {
        Map<String, String> perTag = Map.of("telemetry.layout", "long", "idle-timeout", "5s");
        try (Bench bench = new Bench(perTag, TinyModels.file("tiny", "1.0.0", 1))) {
            bench.send(PUMP, tag("flow", 0, "\"GOOD\""), Bench.START);
            assertThat(bench.scores()).isEmpty();

            bench.advance(Duration.ofSeconds(4));
            assertThat(bench.scores()).isEmpty();
            bench.advance(Duration.ofSeconds(2));

            List<ScoreMessage> scores = bench.scores();
            assertThat(scores).hasSize(1);
            assertThat(scores.get(0).ts()).isEqualTo(Bench.START.toString());
            bench.advance(Duration.ofSeconds(60));
            assertThat(bench.scores()).isEmpty();
        }
    }

    /** A thread that was held up has readings waiting: their slot must not be cut before they are read. */
    @Test
    void threadStalls_withASlotOpen_theStallIsNotTakenForSilence() {
        Map<String, String> perTag = Map.of("telemetry.layout", "long", "idle-timeout", "5s");
        try (Bench bench = new Bench(perTag, TinyModels.file("tiny", "1.0.0", 1))) {
            bench.send(PUMP, tag("flow", 0, "\"GOOD\""), Bench.START);
            bench.stall(Duration.ofSeconds(60));
            assertThat(bench.scores()).isEmpty();

            bench.send(PUMP, tag("pressure", 0, "\"GOOD\""), Bench.START);

            assertThat(bench.scores()).hasSize(1);
            assertThat(bench.count("readings.late")).isZero();
        }
    }

    /** The model's slots take a second, and are open for another: a shorter timeout must not cut them. */
    @Test
    void assetSendsSlowly_idleTimeoutShorterThanASlot_theSlotTakesItsTime() {
        Map<String, String> perTag = Map.of("telemetry.layout", "long", "idle-timeout", "500ms");
        try (Bench bench = new Bench(perTag, TinyModels.file("tiny", "1.0.0", 1))) {
            bench.send(PUMP, tag("flow", 0, "\"GOOD\""), Bench.START);
            bench.advance(Duration.ofSeconds(1));
            assertThat(bench.scores()).isEmpty();

            bench.advance(Duration.ofSeconds(2));

            assertThat(bench.scores()).hasSize(1);
        }
    }

    @Test
    void kafkaDoesNotAnswer_withASlotOpen_theOutageIsNotTakenForSilence() {
        Map<String, String> perTag = Map.of("telemetry.layout", "long", "idle-timeout", "5s");
        try (Bench bench = new Bench(perTag, TinyModels.file("tiny", "1.0.0", 1))) {
            bench.send(PUMP, tag("flow", 0, "\"GOOD\""), Bench.START);
            bench.connected = false;
            bench.advance(Duration.ofSeconds(60));
            bench.connected = true;
            bench.advance(Duration.ofSeconds(4));
            assertThat(bench.scores()).isEmpty();

            bench.send(PUMP, tag("pressure", 0, "\"GOOD\""), Bench.START);

            assertThat(bench.scores()).hasSize(1);
            assertThat(bench.count("readings.late")).isZero();
        }
    }

    @Test
    void oneReadingPerRecord_ofBothSensors_makesTheSameFramesAsWide() {
        byte[] model = TinyModels.file("tiny", "1.0.0", 1);
        try (Bench wide = new Bench(Map.of(), model);
                Bench perTag = new Bench(Map.of("telemetry.layout", "long"), model)) {
            for (int second = 0; second < 100; second++) {
                double flow = Math.sin(second);
                wide.reading(PUMP, second, flow, 0.5);
                perTag.send(PUMP, tag("flow", second, "\"GOOD\"", flow), Bench.START.plusSeconds(second));
                perTag.send(PUMP, tag("pressure", second, "null", 0.5), Bench.START.plusSeconds(second));
            }

            assertThat(perTag.rawScores()).isEqualTo(wide.rawScores()).hasSize(100);
            assertThat(perTag.deadLetters()).isEmpty();
        }
    }

    @Test
    void badQuality_isAMissingValueAndNoDeadLetter() {
        try (Bench bench = new Bench(Map.of("telemetry.layout", "long"), TinyModels.file("tiny", "1.0.0", 1))) {
            bench.send(PUMP, tag("flow", 0, "\"BAD\""), Bench.START);
            bench.send(PUMP, tag("pressure", 0, "192"), Bench.START);

            assertThat(bench.scores()).hasSize(1);
            assertThat(bench.count("readings.in.frames")).isEqualTo(2);
            assertThat(bench.deadLetters()).isEmpty();
        }
    }

    private static byte[] tag(String sensor, int second, String quality) {
        return tag(sensor, second, quality, 0);
    }

    private static byte[] tag(String sensor, int second, String quality, double value) {
        return ("{\"tag\":\"" + sensor + "\",\"value\":" + value + ",\"quality\":" + quality + ",\"timestamp\":\""
                        + Bench.START.plusSeconds(second) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
