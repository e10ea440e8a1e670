package io.bellwether.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.demo.plant.Fault;
import io.bellwether.demo.plant.FaultKind;
import io.bellwether.demo.plant.PlantSensor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Fault LEAK = new Fault(
            "pump-1",
            FaultKind.LEAK,
            Instant.parse("2026-03-12T12:00:00Z"),
            Instant.parse("2026-03-12T14:00:00Z"),
            List.of(PlantSensor.DISCHARGE_PRESSURE, PlantSensor.FLOW));
    private static final Accounts SOUND = new Accounts(80, 80, 0, 0, 80, 10, 8, 2, 10);

    @Test
    void of_alertsInTheFault_firstOneCounts() {
        Judgement judgement = Judgement.of(
                List.of(LEAK),
                List.of(
                        Samples.opened("pump-1", "2026-03-12T13:00:00Z", "motor_current"),
                        Samples.opened("pump-1", "2026-03-12T12:20:00Z", "flow", "motor_current")));

        Judgement.Finding finding = judgement.findings().get(0);
        assertThat(finding.delay()).contains(Duration.ofMinutes(20));
        assertThat(finding.isAttributed()).isTrue();
        assertThat(judgement.missed()).isEmpty();
        assertThat(judgement.falseAlarms()).isEmpty();
        assertThat(Summary.failure(judgement, SOUND)).isEmpty();
    }

    @Test
    void of_alertBeforeTheFaultOrOnAnotherAsset_isFalseAndTheFaultMissed() {
        Judgement judgement = Judgement.of(
                List.of(LEAK),
                List.of(
                        Samples.opened("pump-1", "2026-03-12T11:59:00Z", "flow"),
                        Samples.opened("pump-2", "2026-03-12T12:30:00Z", "flow")));

        assertThat(judgement.missed()).containsExactly(LEAK);
        assertThat(judgement.falseAlarms()).hasSize(2);
        assertThat(Summary.failure(judgement, SOUND)).isEqualTo("missed leak on pump-1");
    }

    @Test
    void of_alertAfterTheFault_isSettlingForThreeHoursThenFalse() {
        Judgement judgement = Judgement.of(
                List.of(LEAK),
                List.of(
                        Samples.opened("pump-1", "2026-03-12T14:00:00Z", "motor_temperature"),
                        Samples.opened("pump-1", "2026-03-12T16:59:00Z", "motor_temperature"),
                        Samples.opened("pump-1", "2026-03-12T17:00:00Z", "motor_temperature")));

        assertThat(judgement.settling()).hasSize(2);
        assertThat(judgement.falseAlarms()).hasSize(1);
        assertThat(judgement.missed()).containsExactly(LEAK);
    }

    @Test
    void of_closedAndUpdated_openNothing() {
        Judgement judgement = Judgement.of(
                List.of(LEAK),
                List.of(
                        Samples.alert(
                                Alert.Type.ANOMALY,
                                Alert.Phase.CLOSED,
                                Severity.WARNING,
                                "pump-1",
                                "2026-03-12T12:30:00Z",
                                List.of()),
                        Samples.alert(
                                Alert.Type.ANOMALY,
                                Alert.Phase.UPDATED,
                                Severity.WARNING,
                                "pump-1",
                                "2026-03-12T09:30:00Z",
                                List.of())));

        assertThat(judgement.missed()).containsExactly(LEAK);
        assertThat(judgement.falseAlarms()).isEmpty();
    }

    @Test
    void isAttributed_foreignSensorFirst_isNot() {
        Judgement judgement = Judgement.of(
                List.of(LEAK), List.of(Samples.opened("pump-1", "2026-03-12T12:20:00Z", "motor_voltage", "flow")));

        assertThat(judgement.findings().get(0).isAttributed()).isFalse();
        assertThat(Summary.lines(judgement, SOUND))
                .anyMatch(line -> line.matches(
                        "leak +pump-1 +2026-03-12 12:00 +2026-03-12 12:20 +20 min +motor_voltage, flow +no"));
    }

    @Test
    void summary_missedFault_saysSoInTheTable() {
        Judgement judgement = Judgement.of(List.of(LEAK), List.of());

        assertThat(Summary.lines(judgement, SOUND))
                .anyMatch(line -> line.contains("MISSED") && line.contains("(discharge_pressure, flow)"))
                .anyMatch(line -> line.startsWith("0 of 1 faults alerted; 0 false alarms; 0 more alerts"))
                .contains("80 readings sent = 80 in frames + 0 rejected + 0 late or twice");
    }

    @Test
    void broken_everyLaw_isNamedWhenItDoesNotHold() {
        assertThat(SOUND.broken()).isEmpty();
        assertThat(new Accounts(81, 80, 0, 0, 80, 10, 8, 2, 10).broken())
                .containsExactly("readings sent 81, but received 80");
        assertThat(new Accounts(80, 80, 1, 2, 80, 10, 8, 2, 10).broken())
                .containsExactly("readings received 80, but rejected + late + in frames 83");
        assertThat(new Accounts(80, 80, 0, 0, 80, 10, 7, 2, 10).broken())
                .containsExactly("frames 10, but scored + warming up 9");
        assertThat(new Accounts(80, 80, 0, 0, 80, 10, 8, 2, 11).broken())
                .containsExactly("frames 10, but records in the scores topic 11");
    }
}
