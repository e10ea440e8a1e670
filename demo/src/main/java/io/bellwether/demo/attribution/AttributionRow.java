package io.bellwether.demo.attribution;

import io.bellwether.alerting.Suspect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How often the right sensor was named. What is named is what the first alert says that opens while the fault lasts.
 *
 * @param model kind of model
 * @param fault kind of fault
 * @param faults how many there were
 * @param found how many of them opened an alert
 * @param hits how many of those named a sensor that shows the fault
 * @param byChance how many of those would have, on average, if sensors were named at random
 * @param explained how many of those one sensor explains alone
 */
public record AttributionRow(
        String model, String fault, int faults, int found, Hits hits, Hits byChance, Explained explained) {
    /** The name of the sum of all kinds of faults. */
    public static final String ALL = "all";

    private static final int THREE = 3;

    /**
     * Alerts that named a right sensor.
     *
     * @param first as the first
     * @param firstThree among the first three
     */
    public record Hits(double first, double firstThree) {
        private Hits plus(Hits other) {
            return new Hits(first + other.first, firstThree + other.firstThree);
        }
    }

    /**
     * Alerts with a counterfactual that is not above the threshold.
     *
     * @param byRight of a sensor that shows the fault
     * @param byWrong of one that does not
     */
    public record Explained(int byRight, int byWrong) {
        private Explained plus(Explained other) {
            return new Explained(byRight + other.byRight, byWrong + other.byWrong);
        }
    }

    /** Of the faults that were found, the share whose alert named a right sensor first; NaN = none was found. */
    public double hitAt1() {
        return hits.first / found;
    }

    /** Of the faults that were found, the share whose alert had a right sensor among the first three. */
    public double hitAt3() {
        return hits.firstThree / found;
    }

    static AttributionRow missed(String model, Cause cause) {
        return new AttributionRow(model, cause.kind(), 1, 0, new Hits(0, 0), new Hits(0, 0), new Explained(0, 0));
    }

    /**
     * A fault that was found.
     *
     * @param named the sensors that the alert names, the largest contribution first
     * @param threshold of the alert
     * @param sensors how many the asset has
     */
    static AttributionRow found(String model, Cause cause, List<Suspect> named, double threshold, int sensors) {
        Predicate<Suspect> right = suspect -> cause.sensors().contains(suspect.sensor());
        Predicate<Suspect> explains = suspect -> suspect.counterfactual() <= threshold;
        return new AttributionRow(
                model,
                cause.kind(),
                1,
                1,
                new Hits(
                        one(named.subList(0, Math.min(1, named.size())), right),
                        one(named.subList(0, Math.min(THREE, named.size())), right)),
                new Hits(chance(cause, sensors, 1), chance(cause, sensors, THREE)),
                new Explained(
                        one(named, right.and(explains)),
                        one(named, right.negate().and(explains))));
    }

    private static int one(List<Suspect> named, Predicate<Suspect> which) {
        return named.stream().anyMatch(which) ? 1 : 0;
    }

    /** That so many different sensors, drawn at random, are not all wrong ones. */
    private static double chance(Cause cause, int sensors, int count) {
        double allWrong = 1;
        for (int drawn = 0; drawn < count; drawn++) {
            allWrong *= Math.max(0, (double) (sensors - cause.sensors().size() - drawn) / (sensors - drawn));
        }
        return 1 - allWrong;
    }

    private AttributionRow plus(AttributionRow other) {
        return new AttributionRow(
                model,
                fault,
                faults + other.faults,
                found + other.found,
                hits.plus(other.hits),
                byChance.plus(other.byChance),
                explained.plus(other.explained));
    }

    private AttributionRow ofAll() {
        return new AttributionRow(model, ALL, faults, found, hits, byChance, explained);
    }

    /** One row for each kind of fault, in the order in which they come first, and their sum as the last. */
    static List<AttributionRow> sum(List<AttributionRow> each) {
        Map<String, AttributionRow> merged = new LinkedHashMap<>();
        each.forEach(row -> merged.merge(row.fault, row, AttributionRow::plus));
        List<AttributionRow> rows = new ArrayList<>(merged.values());
        each.stream().map(AttributionRow::ofAll).reduce(AttributionRow::plus).ifPresent(rows::add);
        return List.copyOf(rows);
    }
}
