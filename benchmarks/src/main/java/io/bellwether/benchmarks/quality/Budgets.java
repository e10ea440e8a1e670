package io.bellwether.benchmarks.quality;

import io.bellwether.benchmarks.Report;
import io.bellwether.benchmarks.Table;
import io.bellwether.trainer.config.Budget;
import io.bellwether.trainer.evaluate.BudgetVerdict;
import io.bellwether.trainer.evaluate.BudgetVerdict.Outcome;
import io.bellwether.trainer.evaluate.Detection;
import io.bellwether.trainer.evaluate.LabelledSeries;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a budget of false alarms is kept on normal data that the training has not seen. */
final class Budgets {
    private static final List<String> BUDGETS = List.of("4 per day", "1 per day", "1 per week");

    private final Bench bench;
    private final Map<String, List<Trial>> sets;

    /** @param sets by title */
    Budgets(Bench bench, Map<String, List<Trial>> sets) {
        this.bench = bench;
        this.sets = sets;
    }

    void write(Report report, List<Bellwether> kinds) {
        report.heading("Budgets of false alarms");
        report.paragraph(
                "`--budget`, on normal data after the training data. *Allowed* is the budget times the days, with the"
                        + " 95 % interval of a Poisson distribution of that mean; a cell holds the alarms that were raised (runs of"
                        + " alarm rows) with the first seed, and what that makes of the budget. On little normal time a budget that is"
                        + " kept proves little; and thresholds are learned from chance as well, so that even a rule without a"
                        + " fault misses the interval more often than once in twenty times.");
        List<String> titles = new ArrayList<>(List.of("data", "days", "budget", "allowed"));
        kinds.forEach(kind -> titles.add(kind.kind()));
        Table table = new Table(titles);
        List<Map<Outcome, Integer>> tallies = new ArrayList<>();
        kinds.forEach(kind -> tallies.add(new EnumMap<>(Outcome.class)));
        sets.forEach((set, trials) -> BUDGETS.forEach(budget -> table.row(row(set, trials, budget, kinds, tallies))));
        report.block(table.lines());
        report.paragraph("All seeds together:");
        report.block(summary(kinds, tallies).lines());
    }

    private static Table summary(List<Bellwether> kinds, List<Map<Outcome, Integer>> tallies) {
        List<String> titles = new ArrayList<>(List.of(""));
        kinds.forEach(kind -> titles.add(kind.kind()));
        Table table = new Table(titles);
        for (Outcome outcome : Outcome.values()) {
            List<String> row = new ArrayList<>(List.of(word(outcome)));
            tallies.forEach(tally -> row.add(tally.getOrDefault(outcome, 0) + " of "
                    + tally.values().stream().mapToInt(Integer::intValue).sum()));
            table.row(row);
        }
        return table;
    }

    /** @param tallies (kinds) to add to, one of each seed */
    private List<String> row(
            String set,
            List<Trial> trials,
            String budget,
            List<Bellwether> kinds,
            List<Map<Outcome, Integer>> tallies) {
        List<BudgetVerdict> verdicts = new ArrayList<>(); // with the first seed
        double days = 0;
        for (int k = 0; k < kinds.size(); k++) {
            List<Detection> bySeed = bench.all(set, trials, kinds.get(k).within(budget), budget).stream()
                    .map(tests ->
                            tests.stream().map(LabelledSeries::detection).reduce(Detection.none(), Detection::plus))
                    .toList();
            List<BudgetVerdict> judged = bySeed.stream()
                    .map(seen -> BudgetVerdict.of(Budget.parse(budget), seen))
                    .toList();
            for (BudgetVerdict verdict : judged) {
                tallies.get(k).merge(verdict.outcome(), 1, Integer::sum);
            }
            days = bySeed.get(0).normalDays();
            verdicts.add(judged.get(0));
        }
        BudgetVerdict first = verdicts.get(0);
        List<String> row = new ArrayList<>(List.of(
                set,
                String.format(Locale.ROOT, "%.2f", days),
                budget,
                String.format(Locale.ROOT, "%.2f [%d, %d]", first.expected(), first.low(), first.high())));
        verdicts.forEach(verdict -> row.add(verdict.falseAlarms() + " " + word(verdict.outcome())));
        bench.say(row);
        return row;
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
