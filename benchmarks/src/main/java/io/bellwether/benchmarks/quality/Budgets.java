package io.bellwether.benchmarks.quality;

import io.bellwether.benchmarks.Report;
import io.bellwether.benchmarks.Table;
import io.bellwether.trainer.config.Budget;
import io.bellwether.trainer.evaluate.BudgetVerdict;
import io.bellwether.trainer.evaluate.Detection;
import io.bellwether.trainer.evaluate.LabelledSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Whether a budget of false alarms is kept on normal data that the training has not seen. */
final class Budgets {
    private static final List<String> BUDGETS = List.of("4 per day", "1 per day", "1 per week");

    private final Bench bench;
    private final Map<String, List<Trial>> sets;

    /** @param sets by title */
    Budgets(Bench bench, Map<String, List<Trial>> sets) {
        this.bench = bench.once();
        this.sets = sets;
    }

    void write(Report report, List<Bellwether> kinds) {
        report.heading("Budgets of false alarms");
        report.paragraph(
                "`--budget`, on normal data after the training data; the first seed only. *Allowed* is the budget"
                        + " times the days, with the 95 % interval of a Poisson distribution of that mean; a cell holds the alarms"
                        + " that were raised (runs of alarm rows), and what that makes of the budget. On little normal time a budget"
                        + " that is kept proves little.");
        List<String> titles = new ArrayList<>(List.of("data", "days", "budget", "allowed"));
        kinds.forEach(kind -> titles.add(kind.kind()));
        Table table = new Table(titles);
        Map<String, Integer> kept = new LinkedHashMap<>();
        sets.forEach((set, trials) -> BUDGETS.forEach(budget -> table.row(row(set, trials, budget, kinds, kept))));
        report.block(table.lines());
        List<String> summary = kept.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
        report.paragraph("Not exceeded, of " + sets.size() * BUDGETS.size() + ": " + String.join(", ", summary) + ".");
    }

    private List<String> row(
            String set, List<Trial> trials, String budget, List<Bellwether> kinds, Map<String, Integer> kept) {
        List<BudgetVerdict> verdicts = new ArrayList<>();
        double days = 0;
        for (Bellwether kind : kinds) {
            Detection seen = Detection.none();
            for (List<LabelledSeries> tests : bench.all(set, trials, kind.within(budget), budget)) {
                for (LabelledSeries test : tests) {
                    seen = seen.plus(test.detection());
                }
            }
            days = seen.normalDays();
            BudgetVerdict verdict = BudgetVerdict.of(Budget.parse(budget), seen);
            verdicts.add(verdict);
            kept.merge(kind.kind(), verdict.outcome() == BudgetVerdict.Outcome.EXCEEDED ? 0 : 1, Integer::sum);
        }
        BudgetVerdict first = Objects.requireNonNull(verdicts.get(0));
        List<String> row = new ArrayList<>(List.of(
                set,
                String.format(Locale.ROOT, "%.2f", days),
                budget,
                String.format(Locale.ROOT, "%.2f [%d, %d]", first.expected(), first.low(), first.high())));
        verdicts.forEach(verdict ->
                row.add(verdict.falseAlarms() + " " + verdict.outcome().name().toLowerCase(Locale.ROOT)));
        bench.say(row);
        return row;
    }
}
