package io.bellwether.trainer.data;

import io.bellwether.trainer.errors.RefusedError;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads CSV files; what is wrong with one is said with its line. */
public final class CsvFile {
    private final CsvOptions options;
    private final Consumer<String> warnings;

    /** @param warnings takes one line for every column that is left out on its own account */
    public CsvFile(CsvOptions options, Consumer<String> warnings) {
        this.options = options;
        this.warnings = warnings;
    }

    /**
     * Reads a file.
     *
     * @throws RefusedError when it is missing, or anything in it cannot be used
     */
    public CsvTable read(Path file) {
        return CsvRecords.read(file, (header, records) -> {
            CsvRows rows = new CsvRows(file, new CsvHeader(header, options), options.everyRow());
            records.forEachRemaining(rows::add);
            return rows.table(warnings);
        });
    }
}
