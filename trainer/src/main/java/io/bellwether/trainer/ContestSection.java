package io.bellwether.trainer;

import io.bellwether.trainer.contest.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** The part of a model card that says why the model is of its kind. */
final class ContestSection {
    private final Outcome outcome;

    ContestSection(Outcome outcome) {
        this.outcome = outcome;
    }

    String markdown() {
        StringBuilder out = new StringBuilder("\n## Contest\n\n");
        out.append(
                "Part of the synthetic faults that each candidate found in held-out normal data, every one at the lowest"
                        + " alarm level that keeps the same budget there.\n\n");
        List<List<String>> table = outcome.table();
        row(out, table.get(0));
        row(out, table.get(0).stream().map(title -> "---").toList());
        table.subList(1, table.size()).forEach(cells -> row(out, cells));
        if (!outcome.remarks().isEmpty()) {
            out.append('\n').append(outcome.remarks());
        }
        return out.toString();
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
