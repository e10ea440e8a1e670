package io.bellwether.trainer.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.bellwether.trainer.errors.RefusedError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new RefusedError("there is no readable file, " + file + ": check the path");
        }
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                        .fieldSeparator(separator(file))
                        .detectBomHeader(true)
                        .ofCsvRecord(file);
                CloseableIterator<CsvRecord> records = reader.iterator()) {
            if (!records.hasNext()) {
                throw new RefusedError("the file is empty, " + file + ": a header and rows are needed");
            }
            CsvRows rows = new CsvRows(file, new CsvHeader(file, records.next().getFields(), options));
            while (records.hasNext()) {
                rows.add(records.next());
            }
            return rows.table(warnings);
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw new RefusedError("the file is not readable CSV, " + file + ": " + cause(e), e);
        }
    }

    private static String cause(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    /** The one of ; and , that the header has more of. */
    private static char separator(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String header = String.valueOf(lines.readLine());
            long semicolons = header.chars().filter(c -> c == ';').count();
            long commas = header.chars().filter(c -> c == ',').count();
            return semicolons > commas ? ';' : ',';
        }
    }
}
