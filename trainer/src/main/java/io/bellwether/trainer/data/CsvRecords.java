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
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Opens CSV files: commas or semicolons, with or without a byte-order mark. */
public final class CsvRecords {
    private static final Set<String> TIMES = Set.of("timestamp", "datetime", "date_time", "time", "ts", "date");

    private CsvRecords() {}

    /**
     * Reads a file.
     *
     * @param use takes the names in the header, stripped, and the records after it
     * @throws RefusedError when the file is missing, empty, or not CSV, or names two columns alike
     */
    public static <T> T read(Path file, BiFunction<List<String>, Iterator<CsvRecord>, T> use) {
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
            List<String> header =
                    records.next().getFields().stream().map(String::strip).toList();
            requireDistinct(header, file);
            return use.apply(header, records);
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw new RefusedError("the file is not readable CSV, " + file + ": " + cause(e), e);
        }
    }

    private static void requireDistinct(List<String> header, Path file) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!seen.add(name)) {
                throw new RefusedError("column '" + name + "' stands twice in the header, " + file
                        + " line 1: give every column its own name");
            }
        }
    }

    /** The first column whose name says that it holds times. */
    public static OptionalInt timeColumn(List<String> header) {
        return IntStream.range(0, header.size())
                .filter(column -> TIMES.contains(header.get(column).toLowerCase(Locale.ROOT)))
                .findFirst();
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
