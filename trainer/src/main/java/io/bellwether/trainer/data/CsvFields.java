package io.bellwether.trainer.data;

import io.bellwether.trainer.errors.RefusedError;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what the fields of a CSV file have in common, whatever the file is for. */
public final class CsvFields {
    private static final Set<String> MISSING = Set.of("", "nan", "null", "na", "n/a");
    private static final int SHOWN = 40;

    private CsvFields() {}

    /** Whether there is no value. */
    public static boolean isMissing(String field) {
        return MISSING.contains(field.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * A yes or no; empty where there is no value. Other numbers are refused, for -1 means the anomaly to some and the
     * normal row to others.
     *
     * @param at the file and its line
     * @throws RefusedError when it is neither 0/1 nor true/false
     */
    public static Optional<Boolean> mark(String field, String column, String at) {
        if (isMissing(field)) {
            return Optional.empty();
        }
        return switch (field.strip().toLowerCase(Locale.ROOT)) {
            case "1", "1.0", "true" -> Optional.of(true);
            case "0", "0.0", "false" -> Optional.of(false);
            default ->
                throw new RefusedError("'" + shorten(field) + "' in column '" + column
                        + "' is neither 0/1 nor true/false, " + at + ": mend it");
        };
    }

    /**
     * A yes or no that has to be there.
     *
     * @param at the file and its line
     * @throws RefusedError when it is missing, or neither 0/1 nor true/false
     */
    public static boolean label(String field, String column, String at) {
        return mark(field, column, at)
                .orElseThrow(() -> new RefusedError("the label is missing, " + at + ": write 0 or 1 into column '"
                        + column + "', or leave the row out"));
    }

    /** As it is shown in an error. */
    public static String shorten(String field) {
        return field.length() <= SHOWN ? field : field.substring(0, SHOWN) + "...";
    }
}
