package io.bellwether.demo.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The readings of {@code sample-data}-like CSVs as telemetry records. Numbers go into the JSON as they are written in the
 * file, so both spell the same double.
 */
public final class CsvTelemetry {
    private static final Set<String> NOT_SENSORS = Set.of("timestamp", "anomaly", "fault");

    private CsvTelemetry() {}

    /**
     * All rows of some files, merged in the order of time; rows of the same time in the order of the files.
     *
     * @param files one per asset, named after it
     * @throws IOException if a file cannot be read, or is not of this form
     */
    public static List<Telemetry> merged(List<Path> files) throws IOException {
        List<Telemetry> all = new ArrayList<>();
        for (Path file : files) {
            all.addAll(read(file));
        }
        all.sort(Comparator.comparingLong(Telemetry::time));
        return all;
    }

    /** The rows of one file, named after its asset. */
    public static List<Telemetry> read(Path file) throws IOException {
        String asset = file.getFileName().toString().replaceFirst("\\.csv$", "");
        List<Telemetry> rows = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String header = in.readLine();
            if (header == null || !header.startsWith("timestamp,")) {
                throw new IOException(file + " does not begin with a column 'timestamp'");
            }
            String[] columns = header.split(",", -1);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rows.add(row(asset, columns, line.split(",", -1), file));
            }
        }
        return rows;
    }

    private static Telemetry row(String asset, String[] columns, String[] cells, Path file) throws IOException {
        if (cells.length != columns.length) {
            throw new IOException(file + ": " + cells.length + " cells in the row of " + cells[0]);
        }
        StringBuilder json = new StringBuilder("{\"ts\":\"").append(cells[0]).append('"');
        for (int c = 0; c < columns.length; c++) {
            if (!NOT_SENSORS.contains(columns[c])) {
                json.append(",\"").append(columns[c]).append("\":").append(cells[c]);
            }
        }
        try {
            return new Telemetry(
                    asset,
                    Instant.parse(cells[0]).toEpochMilli(),
                    json.append('}').toString());
        } catch (DateTimeException e) {
            throw new IOException(file + ": '" + cells[0] + "' is not a time", e);
        }
    }
}
