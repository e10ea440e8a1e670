package io.bellwether.trainer;

import io.bellwether.trainer.data.CsvOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns of a CSV file are no sensors, for every command that learns from it. */
final class ColumnOptions {
    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column that marks anomalous rows (0/1); they are left out of what is learned from,"
                    + " but for --threshold f-beta.")
    private @Nullable String label;

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            split = ",",
            description = "A column that is no sensor; may be repeated.")
    private List<String> ignored = new ArrayList<>();

    /** @param units by sensor */
    CsvOptions csv(Map<String, String> units) {
        return new CsvOptions(Optional.ofNullable(label), new HashSet<>(ignored), units);
    }
}
