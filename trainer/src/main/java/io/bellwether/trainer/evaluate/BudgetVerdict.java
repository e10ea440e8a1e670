package io.bellwether.trainer.evaluate;

import io.bellwether.trainer.config.Budget;

/**
 * A budget held against what was seen.
 *
 * @param budget in words
 * @param falseAlarms that were seen
 * @param expected that the budget allows in the normal time seen
 * @param low 2.5 % quantile of the Poisson distribution with that mean
 * @param high its 97.5 % quantile
 */
public record BudgetVerdict(String budget, int falseAlarms, double expected, long low, long high) {
    /** What false alarms make of a budget. */
    public enum Outcome {
        /** About as many as it allows. */
        KEPT,
        /** More than chance explains. */
        EXCEEDED,
        /** Fewer than chance explains: kept, and a lower threshold would be kept too. */
        BELOW
    }

    /** Holds a budget against some alarms. */
    public static BudgetVerdict of(Budget budget, Detection detection) {
        double expected = budget.perDay() * detection.normalDays();
        return new BudgetVerdict(
                budget.text(),
                detection.falseAlarms(),
                expected,
                Poisson.quantile(expected, 0.025),
                Poisson.quantile(expected, 0.975));
    }

    /** Whether the alarms are as many as chance explains. */
    public Outcome outcome() {
        if (falseAlarms > high) {
            return Outcome.EXCEEDED;
        }
        return falseAlarms < low ? Outcome.BELOW : Outcome.KEPT;
    }
}
