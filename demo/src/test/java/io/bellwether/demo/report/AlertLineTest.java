package io.bellwether.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.alerting.Suspect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertLineTest {
    private final Screen plain = new Screen(System.out, false, false, () -> 0);

    @Test
    void of_opened_saysWhenWhereAndByWhichSensors() {
        assertThat(AlertLine.of(Samples.opened("pump-1", "2026-03-12T12:14:00Z", "flow", "discharge_pressure"), plain))
                .isEqualTo("2026-03-12 12:14  pump-1  OPENED   critical  anomaly  flow 61.2 instead of 84.0 m3/h,"
                        + " discharge_pressure 61.2 instead of 84.0 m3/h");
    }

    @Test
    void of_smallContribution_isNotNamed() {
        List<Suspect> evidence = List.of(
                new Suspect("flow", "", 3.9, Double.NaN, 84.04, 0.2),
                new Suspect("motor_current", "A", 0.1, 1, 2, 3.9));

        assertThat(AlertLine.of(
                        Samples.alert(
                                Alert.Type.ANOMALY,
                                Alert.Phase.UPDATED,
                                Severity.WARNING,
                                "p",
                                "2026-03-12T12:14:00Z",
                                evidence),
                        plain))
                .endsWith("UPDATED  warning   anomaly  flow nothing instead of 84.0");
    }

    @Test
    void of_stuck_saysAtWhichValue() {
        assertThat(AlertLine.of(
                        Samples.alert(
                                Alert.Type.STUCK,
                                Alert.Phase.OPENED,
                                Severity.WARNING,
                                "p",
                                "2026-03-12T12:14:00Z",
                                List.of(new Suspect("flow", "m3/h", 0, 5.123, 84, Double.NaN))),
                        plain))
                .endsWith("stuck    flow stands still at 5.12 m3/h");
    }

    @Test
    void of_closed_saysHowLongItWasOpen() {
        assertThat(AlertLine.of(
                        Samples.alert(
                                Alert.Type.ANOMALY,
                                Alert.Phase.CLOSED,
                                Severity.WARNING,
                                "p",
                                "2026-03-12T15:05:00Z",
                                List.of()),
                        plain))
                .contains("CLOSED")
                .endsWith("after 3 h 05 min");
        assertThat(AlertLine.duration(Duration.ofMinutes(45))).isEqualTo("45 min");
    }
}
