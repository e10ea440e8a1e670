package io.bellwether.trainer.contest;

import io.bellwether.trainer.contest.Injected.Reach;
import io.bellwether.trainer.contest.Standing.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a contest ended.
 *
 * @param standings simpler candidates first; at least one
 */
public record Outcome(List<Standing> standings) {
    public Outcome {
        standings = List.copyOf(standings);
    }

    /** With one more candidate, the last to compete. */
    public Outcome with(Standing last) {
        List<Standing> all = new ArrayList<>(standings);
        all.add(last);
        return new Outcome(all);
    }

    /**
     * The index of what is taken: several kinds together, unless one alone found more beyond doubt, for together they also
     * see faults that were not injected; else the one of those that found most. Without several together, the one that found
     * most, and of equals the simplest. So a network that does not beat the baselines is never taken alone.
     */
    public int winner() {
        return indexOf(Sort.JOINED)
                .or(this::bestBeyondDoubt)
                .or(() -> indexOf(Sort.TOGETHER))
                .orElseGet(() -> best(c -> true).orElseThrow());
    }

    /**
     * Whether what is taken is a baseline that several kinds together lack. It found more than they did, but injected faults
     * are not all faults: it should be taken beside them.
     */
    public boolean joins() {
        Standing taken = standings.get(winner());
        return taken.sort() == Sort.BASELINE
                && indexOf(Sort.TOGETHER)
                        .map(c -> !List.of(standings.get(c).kinds().split("\\+", -1))
                                .contains(taken.kinds()))
                        .orElse(false);
    }

    /** Of those that found more than several kinds together, beyond doubt. */
    private Optional<Integer> bestBeyondDoubt() {
        return indexOf(Sort.TOGETHER)
                .map(standings::get)
                .flatMap(together -> best(c -> standings.get(c).mean() - together.mean()
                        > standings.get(c).doubt(together)));
    }

    /** Of those, the one that found most; of equals the first. */
    private Optional<Integer> best(IntPredicate those) {
        return IntStream.range(0, standings.size())
                .filter(those)
                .boxed()
                .reduce((a, b) -> standings.get(b).mean() > standings.get(a).mean() ? b : a);
    }

    private Optional<Integer> indexOf(Sort sort) {
        return IntStream.range(0, standings.size())
                .filter(c -> standings.get(c).sort() == sort)
                .boxed()
                .findFirst();
    }

    /** Why, in sentences for people; empty when the winner simply found most, and all networks more than the baselines. */
    public String remarks() {
        List<String> beaten = notBetterThanBaseline();
        return indexOf(Sort.JOINED).map(this::whyJoined).orElseGet(this::whyNotBest)
                + (beaten.isEmpty()
                        ? ""
                        : "No better than the best baseline: "
                                + beaten.stream()
                                        .map(kinds -> "`" + kinds + "`")
                                        .collect(Collectors.joining(", "))
                                + ".\n");
    }

    private String whyJoined(int last) {
        Outcome before = new Outcome(standings.subList(0, last));
        Standing baseline = before.standings.get(before.winner());
        Standing together = standings.get(indexOf(Sort.TOGETHER).orElseThrow());
        return String.format(
                Locale.ROOT,
                "`%s` found %.1f points more than several kinds together, beyond the doubt of %.1f: it is taken beside"
                        + " them, as they also see faults that were not injected.%n",
                baseline.kinds(),
                100 * (baseline.mean() - together.mean()),
                100 * baseline.doubt(together));
    }

    private String whyNotBest() {
        Standing taken = standings.get(winner());
        return standings.stream()
                .filter(other -> other.mean() > taken.mean())
                .map(other -> whyNot(other, taken))
                .collect(Collectors.joining());
    }

    private static String whyNot(Standing other, Standing taken) {
        double doubt = other.doubt(taken);
        return String.format(
                Locale.ROOT,
                "`%s` found %.1f points more, which %s; several kinds together are taken, as they also see faults that"
                        + " were not injected.%n",
                other.kinds(),
                100 * (other.mean() - taken.mean()),
                Double.isInfinite(doubt)
                        ? "one block of data cannot tell from chance"
                        : String.format(Locale.ROOT, "lies within the doubt of %.1f", 100 * doubt));
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
        Map<String, Predicate<Injected>> columns = columns();
        titles.addAll(columns.keySet());
        titles.addAll(List.of("mean", ""));
        rows.add(titles);
        int winner = winner();
        IntStream.range(0, standings.size()).forEach(c -> {
            Standing standing = standings.get(c);
            List<String> row = new ArrayList<>(List.of(standing.kinds()));
            columns.values().forEach(wanted -> row.add(percent(standing.found(wanted))));
            row.add(percent(standing.mean()));
            row.add(c == winner ? "taken" : "");
            rows.add(row);
        });
        return rows;
    }

    private static Map<String, Predicate<Injected>> columns() {
        Map<String, Predicate<Injected>> columns = new LinkedHashMap<>();
        for (SyntheticFault fault : SyntheticFault.values()) {
            columns.put(fault.label(), injected -> injected.fault() == fault);
        }
        for (Reach reach : Reach.values()) {
            columns.put(reach.label(), injected -> injected.reach() == reach);
        }
        return columns;
    }

    private static String percent(double part) {
        return Double.isNaN(part) ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * part);
    }
}
