package io.bellwether.trainer.data;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns of a CSV file are not sensors.
 *
 * @param label the column that marks anomalous rows
 * @param ignored columns to leave out
 * @param units of the sensors, by name; they go before a unit in the header
 * @param required whether label and ignored columns must stand in at least one file
 * @param everyRow whether every row must have a label; otherwise one without is normal
 */
public record CsvOptions(
        Optional<String> label, Set<String> ignored, Map<String, String> units, boolean required, boolean everyRow) {
    public CsvOptions {
        ignored = Set.copyOf(ignored);
        units = Map.copyOf(units);
    }

    /** Columns that must stand in at least one file. */
    public CsvOptions(Optional<String> label, Set<String> ignored, Map<String, String> units) {
        this(label, ignored, units, true, false);
    }

    /** Every column but time and asset is a sensor. */
    public static CsvOptions plain() {
        return new CsvOptions(Optional.empty(), Set.of(), Map.of(), false, false);
    }

    /** A label at every row, in a column of this name; {@code ignored} need not be there. */
    public static CsvOptions labelled(String label, Set<String> ignored) {
        return new CsvOptions(Optional.of(label), ignored, Map.of(), false, true);
    }

    /** The same columns, none of which has to be there. */
    public CsvOptions whereverPresent() {
        return new CsvOptions(label, ignored, units, false, everyRow);
    }
}
