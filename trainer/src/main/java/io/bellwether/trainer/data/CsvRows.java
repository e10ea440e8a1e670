package io.bellwether.trainer.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.bellwether.messages.EventTime;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.errors.RefusedError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the rows of one CSV file one by one and refuses the first that cannot be used, by its line. */
final class CsvRows {
    private static final int INITIAL_ROWS = 1024;

    private final Path file;
    private final CsvHeader header;
    private final boolean everyRow;
    private final int width; // sensor columns
    private final String defaultAsset;
    private final List<String> timeTexts = new ArrayList<>();
    private final List<String> assets = new ArrayList<>();
    private final Map<String, String> knownAssets = new HashMap<>();
    private final Map<String, Long> lastTime = new HashMap<>();
    private long[] times = new long[INITIAL_ROWS];
    private double[] values;
    private final BitSet anomalous = new BitSet();
    private final boolean[] numeric; // (width) whether a number was seen
    private final @Nullable String[] text; // (width) the first value that is no number, with its line

    /** @param everyRow whether every row must have a label */
    CsvRows(Path file, CsvHeader header, boolean everyRow) {
        this.file = file;
        this.header = header;
        this.everyRow = everyRow;
        width = header.sensorColumns().size();
        String name = String.valueOf(file.getFileName());
        defaultAsset = name.toLowerCase(Locale.ROOT).endsWith(".csv") ? name.substring(0, name.length() - 4) : name;
        values = new double[INITIAL_ROWS * width];
        numeric = new boolean[width];
        text = new String[width];
    }

    void add(CsvRecord row) {
        long line = row.getStartingLineNumber();
        if (row.getFieldCount() != header.width()) {
            throw new RefusedError("a row has " + row.getFieldCount() + " fields, but the header has " + header.width()
                    + ", " + at(line) + ": mend the row");
        }
        int index = timeTexts.size();
        if (index == times.length) {
            times = Arrays.copyOf(times, index + index / 2);
            values = Arrays.copyOf(values, times.length * width);
        }
        String asset = header.asset() == CsvHeader.NONE ? defaultAsset : asset(row, line);
        times[index] = time(row.getField(header.time()), asset, line);
        timeTexts.add(row.getField(header.time()));
        assets.add(asset);
        if (header.label() != CsvHeader.NONE) {
            anomalous.set(index, isAnomalous(row.getField(header.label()), line));
        }
        for (int s = 0; s < width; s++) {
            values[index * width + s] =
                    number(row.getField(header.sensorColumns().get(s)), s, line);
        }
    }

    private String at(long line) {
        return file + " line " + line;
    }

    private String asset(CsvRecord row, long line) {
        String asset = row.getField(header.asset()).strip();
        if (asset.isEmpty()) {
            throw new RefusedError("the asset is empty, " + at(line) + ": name the machine the row belongs to");
        }
        return knownAssets.computeIfAbsent(asset, name -> name);
    }

    private long time(String field, String asset, long line) {
        OptionalLong parsed = EventTime.AUTO.parse(field);
        if (parsed.isEmpty()) {
            throw new RefusedError("'" + CsvFields.shorten(field) + "' in column '" + header.name(header.time())
                    + "' is not a timestamp, " + at(line)
                    + ": use ISO 8601, 'yyyy-MM-dd HH:mm:ss' or epoch seconds or milliseconds");
        }
        long time = parsed.getAsLong();
        Long before = lastTime.put(asset, time);
        if (before != null && time == before) {
            throw new RefusedError("the timestamp " + field.strip() + " stands twice for asset '" + asset + "', "
                    + at(line) + ": keep one row per time");
        }
        if (before != null && time < before) {
            throw new RefusedError("the timestamp " + field.strip() + " is older than the row before it for asset '"
                    + asset + "', " + at(line) + ": sort the file by time");
        }
        return time;
    }

    private boolean isAnomalous(String field, long line) {
        String column = header.name(header.label());
        return everyRow
                ? CsvFields.label(field, column, at(line))
                : CsvFields.mark(field, column, at(line)).orElse(false);
    }

    private double number(String field, int sensor, long line) {
        String plain = field.strip();
        if (CsvFields.isMissing(field)) {
            return Double.NaN;
        }
        double value = parse(plain);
        if (Double.isNaN(value)) {
            if (text[sensor] == null) {
                text[sensor] = "column '" + columnName(sensor) + "' holds '" + CsvFields.shorten(plain)
                        + "', not a number, " + at(line) + ": mend the value, or leave the column out with --ignore";
            }
        } else if (Double.isInfinite(value)) {
            throw new RefusedError("column '" + columnName(sensor) + "' holds '" + CsvFields.shorten(plain)
                    + "', not a finite number, " + at(line) + ": leave the field empty where there is no value");
        } else {
            numeric[sensor] = true;
        }
        String notNumber = text[sensor];
        if (numeric[sensor] && notNumber != null) {
            throw new RefusedError(notNumber);
        }
        return value;
    }

    /** NaN where it is no number. */
    private static double parse(String plain) {
        try {
            return Double.parseDouble(plain);
        } catch (NumberFormatException e) {
            int comma = plain.indexOf(',');
            if (comma < 0 || comma != plain.lastIndexOf(',') || plain.indexOf('.') >= 0) {
                return Double.NaN;
            }
            return parse(plain.replace(',', '.')); // decimal comma
        }
    }

    private String columnName(int sensor) {
        return header.name(header.sensorColumns().get(sensor));
    }

    /** All rows; columns of text are left out. */
    CsvTable table(Consumer<String> warnings) {
        int rows = timeTexts.size();
        if (rows == 0) {
            throw new RefusedError("the file has a header but no rows, " + file + ": give it data");
        }
        List<Integer> kept = new ArrayList<>();
        boolean anyNumber = false;
        for (int s = 0; s < width; s++) {
            anyNumber |= numeric[s];
            if (text[s] == null) {
                kept.add(s);
            }
        }
        if (!anyNumber) {
            throw new RefusedError("the file has no numeric column, " + file
                    + ": at least one sensor is needed beside time, asset and label");
        }
        for (int s = 0; s < width; s++) {
            if (text[s] != null) {
                warnings.accept("column '" + columnName(s) + "' of " + file + " holds text and is left out");
            }
        }
        double[] compact = new double[rows * kept.size()];
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < kept.size(); k++) {
                compact[row * kept.size() + k] = values[row * width + kept.get(k)];
            }
        }
        List<Sensor> sensors = kept.stream().map(header.sensors()::get).toList();
        boolean labelled = header.label() != CsvHeader.NONE;
        boolean byAsset = header.asset() != CsvHeader.NONE;
        CsvTable.Columns columns = new CsvTable.Columns(header.names(), sensors, labelled, byAsset);
        return new CsvTable(file, columns, timeTexts, assets, Arrays.copyOf(times, rows), compact, anomalous);
    }
}
