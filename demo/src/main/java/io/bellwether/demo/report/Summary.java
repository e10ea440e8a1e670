package io.bellwether.demo.report;

import io.bellwether.alerting.Suspect;
import io.bellwether.demo.plant.PlantSensor;
import io.bellwether.demo.report.Judgement.Finding;
import io.bellwether.messages.AlertMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The end of the demo: one table, what was false, and the accounts. */
public final class Summary {
    private static final int SENSORS = 2;

    private Summary() {}

    /** All lines, the last one for a human in a hurry. */
    public static List<String> lines(Judgement judgement, Accounts accounts) {
        Table table = new Table("fault", "asset", "injected at", "alerted", "after", "by", "right sensor");
        for (Finding finding : judgement.findings()) {
            add(table, finding);
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        judgement.falseAlarms().forEach(alert -> lines.add("false alarm  " + where(alert)));
        judgement.settling().forEach(alert -> lines.add("while settling (not counted)  " + where(alert)));
        int faults = judgement.findings().size();
        lines.add((faults - judgement.missed().size()) + " of " + faults + " faults alerted; "
                + count(judgement.falseAlarms().size(), "false alarm") + "; "
                + count(judgement.settling().size(), "more alert") + " within "
                + Judgement.SETTLING.toHours() + " h after a fault, while the plant settled");
        lines.addAll(accounts.lines());
        return lines;
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** What makes the demo a failure, in one line; empty when all is well. */
    public static String failure(Judgement judgement, Accounts accounts) {
        List<String> problems = new ArrayList<>(accounts.broken());
        if (!judgement.missed().isEmpty()) {
            problems.add("missed "
                    + judgement.missed().stream()
                            .map(fault -> fault.kind().label() + " on " + fault.asset())
                            .collect(Collectors.joining(", ")));
        }
        return String.join("; ", problems);
    }

    private static void add(Table table, Finding finding) {
        String start = AlertLine.time(finding.fault().start().toString());
        String kind = finding.fault().kind().label();
        String asset = finding.fault().asset();
        if (finding.alert().isEmpty()) {
            String sensors = finding.fault().sensors().stream()
                    .limit(SENSORS)
                    .map(PlantSensor::column)
                    .collect(Collectors.joining(", "));
            table.add(kind, asset, start, "MISSED", "", "(" + sensors + ")", "");
            return;
        }
        AlertMessage alert = finding.alert().get();
        table.add(
                kind,
                asset,
                start,
                AlertLine.time(alert.ts()),
                finding.delay().map(AlertLine::duration).orElse(""),
                alert.sensors().stream().limit(SENSORS).map(Suspect::sensor).collect(Collectors.joining(", ")),
                finding.isAttributed() ? "yes" : "no");
    }

    private static String where(AlertMessage alert) {
        return AlertLine.time(alert.ts()) + "  " + alert.asset() + "  "
                + alert.sensors().stream().limit(1).map(Suspect::sensor).collect(Collectors.joining());
    }
}
