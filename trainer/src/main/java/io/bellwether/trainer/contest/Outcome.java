package io.bellwether.trainer.contest;

import io.bellwether.trainer.contest.Standing.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a contest ended.
 *
 * @param standings simpler candidates first; at least one
 */
public record Outcome(List<Standing> standings) {
    /** Standard errors of a difference that leave little doubt (95 %). */
    private static final double BEYOND_DOUBT = 1.96;

    public Outcome {
        standings = List.copyOf(standings);
    }

    /**
     * The index of what is taken: several kinds together, unless one alone found more beyond doubt, for together they also
     * see faults that were not injected; else the one that found most, and of equals the simplest. So a network that does not
     * beat the baselines is never taken alone.
     */
    public int winner() {
        int best = 0;
        for (int c = 1; c < standings.size(); c++) {
            best = standings.get(c).mean() > standings.get(best).mean() ? c : best;
        }
        for (int c = 0; c < standings.size(); c++) {
            if (standings.get(c).sort() == Sort.TOGETHER && isWithinDoubt(standings.get(c), standings.get(best))) {
                return c;
            }
        }
        return best;
    }

    private static boolean isWithinDoubt(Standing together, Standing best) {
        return best.mean() - together.mean() <= BEYOND_DOUBT * best.standardErrorTo(together);
    }

    /** Why, in sentences for people; empty when the winner simply found most, and all networks more than the baselines. */
    public String remarks() {
        Standing taken = standings.get(winner());
        String more = standings.stream()
                .filter(other -> other.mean() > taken.mean())
                .map(other -> String.format(
                        Locale.ROOT,
                        "`%s` found %.1f points more, which lies within the doubt of %.1f; several kinds together are"
                                + " taken, as they also see faults that were not injected.%n",
                        other.kinds(),
                        100 * (other.mean() - taken.mean()),
                        100 * BEYOND_DOUBT * other.standardErrorTo(taken)))
                .collect(Collectors.joining());
        List<String> beaten = notBetterThanBaseline();
        return more
                + (beaten.isEmpty()
                        ? ""
                        : "No better than the best baseline: "
                                + beaten.stream()
                                        .map(kinds -> "`" + kinds + "`")
                                        .collect(Collectors.joining(", "))
                                + ".\n");
    }

    /** The candidates with networks that found no more than the best baseline. */
    List<String> notBetterThanBaseline() {
        double baseline = standings.stream()
                .filter(standing -> standing.sort() == Sort.BASELINE)
                .mapToDouble(Standing::mean)
                .max()
                .orElse(-1);
        return standings.stream()
                .filter(standing -> standing.sort() != Sort.BASELINE && standing.mean() <= baseline)
                .map(Standing::kinds)
                .toList();
    }

    /** A table for people, its titles first. */
    public List<List<String>> table() {
        List<List<String>> rows = new ArrayList<>();
        List<String> titles = new ArrayList<>(List.of("candidate"));
        for (SyntheticFault fault : SyntheticFault.values()) {
            titles.add(fault.label());
        }
        titles.addAll(List.of("mean", ""));
        rows.add(titles);
        int winner = winner();
        IntStream.range(0, standings.size()).forEach(c -> {
            Standing standing = standings.get(c);
            List<String> row = new ArrayList<>(List.of(standing.kinds()));
            for (SyntheticFault fault : SyntheticFault.values()) {
                row.add(percent(standing.found(fault)));
            }
            row.add(percent(standing.mean()));
            row.add(c == winner ? "taken" : "");
            rows.add(row);
        });
        return rows;
    }

    private static String percent(double part) {
        return Double.isNaN(part) ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * part);
    }
}
