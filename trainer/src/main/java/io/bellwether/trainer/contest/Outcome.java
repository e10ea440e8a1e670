package io.bellwether.trainer.contest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How a contest ended.
 *
 * @param standings simpler candidates first; at least one
 */
public record Outcome(List<Standing> standings) {
    public Outcome {
        standings = List.copyOf(standings);
    }

    /** The index of the one that found most; of equals the simplest. So a network that does not beat the baselines never wins. */
    public int winner() {
        int best = 0;
        for (int c = 1; c < standings.size(); c++) {
            best = standings.get(c).mean() > standings.get(best).mean() ? c : best;
        }
        return best;
    }

    /** The candidates with networks that found no more than the best baseline. */
    public List<String> notBetterThanBaseline() {
        double baseline = standings.stream()
                .filter(Standing::baseline)
                .map(Standing::mean)
                .max(Comparator.naturalOrder())
                .orElse(-1.0);
        return standings.stream()
                .filter(standing -> !standing.baseline() && standing.mean() <= baseline)
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
        for (int c = 0; c < standings.size(); c++) {
            Standing standing = standings.get(c);
            List<String> row = new ArrayList<>(List.of(standing.kinds()));
            for (SyntheticFault fault : SyntheticFault.values()) {
                row.add(percent(standing.found().getOrDefault(fault, Double.NaN)));
            }
            row.add(percent(standing.mean()));
            row.add(c == winner() ? "taken" : "");
            rows.add(row);
        }
        return rows;
    }

    private static String percent(double part) {
        return Double.isNaN(part) ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * part);
    }
}
