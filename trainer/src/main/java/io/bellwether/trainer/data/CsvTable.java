package io.bellwether.trainer.data;

import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import io.bellwether.series.Sensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** A CSV file, read and found good: rows in order of time within each asset, numbers where sensors are. Immutable. */
public final class CsvTable {
    private final Path file;
    private final Columns columns;
    private final List<String> timeTexts; // (rows) as in the file
    private final List<String> assets; // (rows)
    private final long[] times; // (rows) milliseconds since the epoch
    private final double[] values; // (rows, sensors) NaN = missing
    private final BitSet anomalous; // (rows)
    private final Map<String, Integer> rowsByAsset = new LinkedHashMap<>(); // in order of appearance

    /**
     * What the columns mean.
     *
     * @param header the names in the file
     * @param sensors in the file's order
     * @param labelled whether there is a label column
     * @param byAsset whether there is an asset column
     */
    record Columns(List<String> header, List<Sensor> sensors, boolean labelled, boolean byAsset) {
        Columns {
            header = List.copyOf(header);
            sensors = List.copyOf(sensors);
        }
    }

    CsvTable(
            Path file,
            Columns columns,
            List<String> timeTexts,
            List<String> assets,
            long[] times,
            double[] values,
            BitSet anomalous) {
        this.file = file;
        this.columns = columns;
        this.timeTexts = List.copyOf(timeTexts);
        this.assets = List.copyOf(assets);
        this.times = times;
        this.values = values;
        this.anomalous = anomalous;
        assets.forEach(asset -> rowsByAsset.merge(asset, 1, Integer::sum));
    }

    public Path file() {
        return file;
    }

    /** The file's name without its folder. */
    public String fileName() {
        return String.valueOf(file.getFileName());
    }

    public List<Sensor> sensors() {
        return columns.sensors();
    }

    /** The names in the file's first line. */
    public List<String> header() {
        return columns.header();
    }

    /** Whether there is a column, or a sensor, of this name. */
    boolean hasColumn(String name) {
        return header().contains(name) || header().stream().anyMatch(column -> column.startsWith(name + " ["));
    }

    /** Whether the file has the label column. */
    public boolean isLabelled() {
        return columns.labelled();
    }

    /** Whether an {@code asset} column says whose the rows are. */
    public boolean isByAsset() {
        return columns.byAsset();
    }

    /** The number of rows. */
    public int rows() {
        return times.length;
    }

    /** The row's time, milliseconds since the epoch. */
    public long time(int row) {
        return times[row];
    }

    /** The row's time as it stands in the file. */
    public String timeText(int row) {
        return timeTexts.get(row);
    }

    /** Whose the row is: its {@code asset} column, or the file's name. */
    public String asset(int row) {
        return assets.get(row);
    }

    /** Whether the row is labelled anomalous. */
    public boolean isAnomalous(int row) {
        return anomalous.get(row);
    }

    /** The value of one sensor; NaN where it is missing. */
    public double value(int row, int sensor) {
        return values[row * columns.sensors().size() + sensor];
    }

    /** The readings of one row, in column order; a missing value is a reading of bad quality. */
    public List<Reading> readings(int row, String asset) {
        List<Reading> readings = new ArrayList<>(sensors().size());
        for (int s = 0; s < sensors().size(); s++) {
            double value = value(row, s);
            Quality quality = Double.isNaN(value) ? Quality.BAD : Quality.GOOD;
            readings.add(new Reading(asset, sensors().get(s).name(), times[row], value, quality));
        }
        return readings;
    }

    /** The distinct assets, in order of appearance. */
    public List<String> distinctAssets() {
        return List.copyOf(rowsByAsset.keySet());
    }

    /** How many rows an asset has. */
    public int rowsOf(String asset) {
        return rowsByAsset.getOrDefault(asset, 0);
    }

    /** The number of each row among those of its asset, counted from 0. */
    public int[] rowWithinAsset() {
        Map<String, Integer> next = new HashMap<>();
        int[] numbers = new int[rows()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = next.merge(assets.get(row), 1, Integer::sum) - 1;
        }
        return numbers;
    }

    /** Puts some rows into a recording, the anomalous ones marked as left out. */
    public void addTo(Recording.Builder recording, IntPredicate wanted) {
        int[] index = sensors().stream().mapToInt(recording::sensor).toArray();
        for (int row = 0; row < rows(); row++) {
            if (!wanted.test(row)) {
                continue;
            }
            AssetReadings readings = recording.asset(assets.get(row), fileName());
            for (int s = 0; s < index.length; s++) {
                readings.add(index[s], times[row], value(row, s));
            }
            readings.mark(times[row], anomalous.get(row));
        }
    }
}
