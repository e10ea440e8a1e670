package io.bellwether.demo.report;

import io.bellwether.alerting.Alert;
import io.bellwether.demo.plant.Fault;
import io.bellwether.messages.AlertMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The alerts held against what was done to the plant.
 *
 * @param findings one for every fault, in the order of time
 * @param settling alerts that opened after a fault, while the plant was still on its way back to normal
 * @param falseAlarms alerts that opened for no reason
 */
public record Judgement(List<Finding> findings, List<AlertMessage> settling, List<AlertMessage> falseAlarms) {

    /** The motor's winding and the fluid need this long to be as warm again as they would have been. */
    public static final Duration SETTLING = Duration.ofHours(3);

    /**
     * What became of one fault.
     *
     * @param alert the first that opened on the asset while the fault lasted
     */
    public record Finding(Fault fault, Optional<AlertMessage> alert) {

        /** From the injection to the alert, in event time. */
        public Optional<Duration> delay() {
            return alert.map(found -> Duration.between(fault.start(), time(found)));
        }

        /** Whether the sensor the alert names first is one that shows the fault. */
        public boolean isAttributed() {
            return alert.filter(found -> !found.sensors().isEmpty()
                            && fault.sensors().stream()
                                    .anyMatch(sensor -> sensor.column()
                                            .equals(found.sensors().get(0).sensor())))
                    .isPresent();
        }
    }

    public Judgement {
        findings = List.copyOf(findings);
        settling = List.copyOf(settling);
        falseAlarms = List.copyOf(falseAlarms);
    }

    /** Judges the alerts; those that do not open an incident say nothing new. */
    public static Judgement of(List<Fault> faults, List<AlertMessage> alerts) {
        List<AlertMessage> opened = alerts.stream()
                .filter(alert -> alert.phase() == Alert.Phase.OPENED)
                .sorted(Comparator.comparing(Judgement::time))
                .toList();
        List<Finding> findings = faults.stream()
                .sorted(Comparator.comparing(Fault::start))
                .map(fault -> new Finding(
                        fault,
                        opened.stream()
                                .filter(alert -> isWithin(alert, fault, Duration.ZERO))
                                .findFirst()))
                .toList();
        List<AlertMessage> settling = new ArrayList<>();
        List<AlertMessage> falseAlarms = new ArrayList<>();
        for (AlertMessage alert : opened) {
            if (faults.stream().noneMatch(fault -> isWithin(alert, fault, SETTLING))) {
                falseAlarms.add(alert);
            } else if (faults.stream().noneMatch(fault -> isWithin(alert, fault, Duration.ZERO))) {
                settling.add(alert);
            }
        }
        return new Judgement(findings, settling, falseAlarms);
    }

    private static Instant time(AlertMessage alert) {
        return Instant.parse(alert.ts());
    }

    private static boolean isWithin(AlertMessage alert, Fault fault, Duration after) {
        Instant time = time(alert);
        return alert.asset().equals(fault.asset())
                && !time.isBefore(fault.start())
                && time.isBefore(fault.end().plus(after));
    }

    /** The faults nobody was told of. */
    public List<Fault> missed() {
        return findings.stream()
                .filter(finding -> finding.alert().isEmpty())
                .map(Finding::fault)
                .toList();
    }
}
