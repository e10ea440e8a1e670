package io.bellwether.demo.report;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.alerting.Suspect;
import io.bellwether.messages.AlertMessage;
import io.bellwether.scoring.ModelRef;
import java.util.List;

/** Alerts for tests. */
final class Samples {
    private Samples() {}

    static AlertMessage opened(String asset, String ts, String... sensors) {
        List<Suspect> evidence = List.of(sensors).stream()
                .map(sensor -> new Suspect(sensor, "m3/h", 4.0 / sensors.length, 61.23, 84, 0.5))
                .toList();
        return alert(Alert.Type.ANOMALY, Alert.Phase.OPENED, Severity.CRITICAL, asset, ts, evidence);
    }

    static AlertMessage alert(
            Alert.Type type, Alert.Phase phase, Severity severity, String asset, String ts, List<Suspect> evidence) {
        return new AlertMessage(
                "id",
                type,
                phase,
                severity,
                asset,
                ts,
                "2026-03-12T12:00:00Z",
                4,
                1,
                evidence,
                new ModelRef("m", "1.0.0", "0".repeat(64)),
                new AlertMessage.Input("telemetry", 0, 1, 2));
    }
}
