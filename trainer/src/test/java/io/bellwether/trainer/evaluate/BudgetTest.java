package io.bellwether.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.trainer.config.Budget;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
    @ParameterizedTest
    @CsvSource({
        "1 per week, 0.14285714285714285",
        "2 per day, 2",
        "1 per 30d, 0.03333333333333333",
        "3 per 2 weeks, 0.21428571428571427",
        "0.5 per hour, 12",
        " 1  PER  Month , 0.03333333333333333",
        "1 per year, 0.0027397260273972603",
        "1 per 12h, 2",
        "1 per PT36H, 0.6666666666666666",
        "10 per 90m, 160"
    })
    void budget_asPeopleWriteIt_isARate(String text, double perDay) {
        assertThat(Budget.parse(text).perDay()).isCloseTo(perDay, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "'', is not a budget like '1 per week'",
        "weekly, is not a budget like '1 per week'",
        "1, is not a budget like '1 per week'",
        "one per week, is not a budget like '1 per week'",
        "-1 per week, is not a budget like '1 per week'",
        "1e9 per week, is not a budget like '1 per week'",
        "1 per fortnight, in the budget '1 per fortnight' is no time like day",
        "1 per week day, in the budget '1 per week day' is no time like day",
        "1 per -1d, in the budget '1 per -1d' is no time like day",
        "1 per PT2562047788015215H, 'is no time like day, week, 12h or 30d, up to a hundred years'",
        "1 per 36501d, is no time like day",
        "0 per week, allows no alarm at all",
        "0.0 per week, allows no alarm at all",
        "1 per 0 days, is for less than a minute",
        "1 per 5s, is for less than a minute"
    })
    void budget_thatIsNone_isRefusedInOneLine(String text, String fragment) {
        assertThatThrownBy(() -> Budget.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("'" + text + "'", fragment)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0.1, 0, 1", "1, 0, 3", "10, 4, 17", "1000, 938, 1062", "4000000, 3996080, 4003920"})
    void quantiles_ofPoisson_areThoseOfTheTables(double mean, long low, long high) {
        assertThat(Poisson.quantile(mean, 0.025)).isEqualTo(low);
        assertThat(Poisson.quantile(mean, 0.975)).isEqualTo(high);
    }

    @ParameterizedTest
    @CsvSource({"3, BELOW", "4, KEPT", "10, KEPT", "17, KEPT", "18, EXCEEDED"})
    void budget_overTenNormalDays_isHeldAgainstChance(int falseAlarms, BudgetVerdict.Outcome outcome) {
        Detection detection = new Detection(0, 0, 0, 0, 0, falseAlarms, 10, List.of());

        BudgetVerdict verdict = BudgetVerdict.of(Budget.parse("1 per day"), detection);

        assertThat(verdict.expected()).isCloseTo(10, within(1e-12));
        assertThat(verdict.low()).isEqualTo(4);
        assertThat(verdict.high()).isEqualTo(17);
        assertThat(verdict.outcome()).isEqualTo(outcome);
    }

    @Test
    void line_aboutABudget_saysWhetherItWasKept() {
        Detection detection = new Detection(0, 0, 0, 0, 0, 18, 10, List.of());

        assertThat(EvaluationTable.line(BudgetVerdict.of(Budget.parse("1 per day"), detection)))
                .isEqualTo("budget of 1 per day: 18 false alarms where it allows 10.0 (95 % of the time 4 to 17):"
                        + " exceeded");
    }
}
