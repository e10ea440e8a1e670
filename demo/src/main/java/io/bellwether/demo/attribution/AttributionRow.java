package io.bellwether.demo.attribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often the right sensor was named. What is named is what the first alert says that opens while the fault lasts.
 *
 * @param model kind of model
 * @param fault kind of fault
 * @param faults how many there were
 * @param found how many of them opened an alert
 * @param first how many of those named first a sensor that shows the fault
 * @param firstThree how many of those had one among the first three
 * @param firstByChance how many of those would have, on average, if sensors were named at random
 * @param firstThreeByChance likewise
 */
public record AttributionRow(
        String model,
        String fault,
        int faults,
        int found,
        int first,
        int firstThree,
        double firstByChance,
        double firstThreeByChance) {
    /** The name of the sum of all kinds of faults. */
    public static final String ALL = "all";

    private static final int THREE = 3;

    /** Of the faults that were found, the share whose alert named a right sensor first; NaN = none was found. */
    public double hitAt1() {
        return (double) first / found;
    }

    /** Of the faults that were found, the share whose alert had a right sensor among the first three. */
    public double hitAt3() {
        return (double) firstThree / found;
    }

    /** What {@link #hitAt1} would be if sensors were named at random. */
    public double chanceAt1() {
        return firstByChance / found;
    }

    /** What {@link #hitAt3} would be if sensors were named at random. */
    public double chanceAt3() {
        return firstThreeByChance / found;
    }

    static AttributionRow missed(String model, Cause cause) {
        return new AttributionRow(model, cause.kind(), 1, 0, 0, 0, 0, 0);
    }

    /**
     * A fault that was found.
     *
     * @param named the sensors that the alert names, the largest contribution first
     * @param sensors how many the asset has
     */
    static AttributionRow found(String model, Cause cause, List<String> named, int sensors) {
        return new AttributionRow(
                model,
                cause.kind(),
                1,
                1,
                hit(cause, named, 1),
                hit(cause, named, THREE),
                chance(cause, sensors, 1),
                chance(cause, sensors, THREE));
    }

    private static int hit(Cause cause, List<String> named, int count) {
        return named.stream().limit(count).anyMatch(cause.sensors()::contains) ? 1 : 0;
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
                first + other.first,
                firstThree + other.firstThree,
                firstByChance + other.firstByChance,
                firstThreeByChance + other.firstThreeByChance);
    }

    private AttributionRow ofAll() {
        return new AttributionRow(model, ALL, faults, found, first, firstThree, firstByChance, firstThreeByChance);
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
