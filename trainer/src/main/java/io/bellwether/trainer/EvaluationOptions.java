package io.bellwether.trainer;

import io.bellwether.trainer.config.Budget;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.evaluate.EvaluationTable;
import io.bellwether.trainer.evaluate.Summary;
import io.bellwether.trainer.threads.Workers;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command judges what a detector said. */
final class EvaluationOptions {
    private static final int LONGEST_BUFFER = 10_000;

    @Option(
            names = "--buffer",
            paramLabel = "ROWS",
            description = "Longest buffer around an event, for VUS-PR and VUS-ROC (100).")
    private int buffer = 100;

    /** Refuses what makes no sense before any work is done. */
    void check() {
        if (buffer < 0 || buffer > LONGEST_BUFFER) {
            throw new UsageError("--buffer must lie between 0 and " + LONGEST_BUFFER + ", not " + buffer
                    + ", command line: mend the value");
        }
    }

    /** Judges. */
    Summary summary(Optional<String> kind, Map<String, Summary.Outcome> files, Optional<Budget> budget, int threads) {
        try (Workers workers = new Workers(Math.min(threads, files.size()))) {
            return Summary.of(kind, files, buffer, budget, workers);
        }
    }

    /** Prints the tables; none where no file has labels. */
    void print(Summary summary, Optional<Budget> budget, PrintWriter out) {
        summary.evaluation()
                .ifPresent(evaluation -> new EvaluationTable(evaluation).lines().forEach(out::println));
        summary.budget().map(EvaluationTable::line).ifPresent(out::println);
        if (budget.isPresent() && summary.budget().isEmpty()) {
            out.println("budget of " + budget.get().text() + ": cannot be judged without labels and alarms");
        }
    }
}
