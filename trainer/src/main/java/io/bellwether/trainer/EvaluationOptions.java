package io.bellwether.trainer;

import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.evaluate.Budget;
import io.bellwether.trainer.evaluate.EvaluationTable;
import io.bellwether.trainer.evaluate.Summary;
import io.bellwether.trainer.threads.Workers;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command judges what a detector said. */
final class EvaluationOptions {
    private static final int LONGEST_BUFFER = 10_000;

    @Option(
            names = "--budget",
            paramLabel = "N per TIME",
            description =
                    "Say whether the false alarms stayed within this, like '1 per week', '2 per day', '1 per 30d'.")
    private @Nullable String budget;

    @Option(
            names = "--buffer",
            paramLabel = "ROWS",
            description = "Longest buffer around an event, for VUS-PR and VUS-ROC (100).")
    private int buffer = 100;

    /** Refuses what makes no sense before any work is done. */
    void check() {
        budget();
        if (buffer < 0 || buffer > LONGEST_BUFFER) {
            throw new UsageError("--buffer must lie between 0 and " + LONGEST_BUFFER + ", not " + buffer
                    + ", command line: mend the value");
        }
    }

    private Optional<Budget> budget() {
        try {
            return Optional.ofNullable(budget).map(Budget::parse);
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage() + ", --budget: mend the value", e);
        }
    }

    /** Judges. */
    Summary summary(Optional<String> kind, Map<String, Summary.Outcome> files, int threads) {
        try (Workers workers = new Workers(Math.min(threads, files.size()))) {
            return Summary.of(kind, files, buffer, budget(), workers);
        }
    }

    /** Prints the tables; none where no file has labels. */
    void print(Summary summary, PrintWriter out) {
        summary.evaluation()
                .ifPresent(evaluation -> new EvaluationTable(evaluation).lines().forEach(out::println));
        summary.budget().map(EvaluationTable::line).ifPresent(out::println);
        if (budget != null && summary.budget().isEmpty()) {
            out.println("budget of " + budget.strip() + ": cannot be judged without labels and alarms");
        }
    }
}
