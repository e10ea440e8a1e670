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
 */
public record CsvOptions(Optional<String> label, Set<String> ignored, Map<String, String> units, boolean required) {
    public CsvOptions {
        ignored = Set.copyOf(ignored);
        units = Map.copyOf(units);
    }

    /** Columns that must stand in at least one file. */
    public CsvOptions(Optional<String> label, Set<String> ignored, Map<String, String> units) {
        this(label, ignored, units, true);
    }

    /** Every column but time and asset is a sensor. */
    public static CsvOptions plain() {
        return new CsvOptions(Optional.empty(), Set.of(), Map.of(), false);
    }

    /** The same columns, none of which has to be there. */
    public CsvOptions whereverPresent() {
        return new CsvOptions(label, ignored, units, false);
    }
}
