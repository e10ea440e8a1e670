package io.bellwether.trainer.data;

import io.bellwether.series.Sensor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each column of one CSV file is. */
final class CsvHeader {
    static final int NONE = -1;
    private static final String ASSET_NAME = "asset";
    private static final Pattern WITH_UNIT = Pattern.compile("(.*\\S)\\s*\\[([^\\[\\]]*)]");

    private final List<String> names;
    private final int time;
    private final int asset;
    private final int label;
    private final List<Integer> sensorColumns = new ArrayList<>();
    private final List<Sensor> sensors = new ArrayList<>();

    /** @param names without blanks around them, no two the same */
    CsvHeader(List<String> names, CsvOptions options) {
        this.names = names;
        time = CsvRecords.timeColumn(names).orElse(0);
        label = options.label().map(this::column).orElse(NONE);
        asset = names.stream()
                .filter(name -> name.equalsIgnoreCase(ASSET_NAME))
                .findFirst()
                .map(names::indexOf)
                .orElse(NONE);
        for (int c = 0; c < names.size(); c++) {
            Sensor sensor = sensor(c, options);
            boolean ignored = options.ignored().contains(names.get(c))
                    || options.ignored().contains(sensor.name());
            if (c != time && c != label && c != asset && !ignored) {
                sensorColumns.add(c);
                sensors.add(sensor);
            }
        }
    }

    /** A sensor's name and unit; {@code flow [m3/h]} gives both. */
    private Sensor sensor(int column, CsvOptions options) {
        String header = names.get(column).isEmpty() ? "column" + (column + 1) : names.get(column);
        Matcher matcher = WITH_UNIT.matcher(header);
        String name = matcher.matches() ? matcher.group(1) : header;
        String unit = matcher.matches() ? matcher.group(2).strip() : "";
        return new Sensor(name, options.units().getOrDefault(name, unit));
    }

    private int column(String name) {
        return names.indexOf(name);
    }

    int width() {
        return names.size();
    }

    String name(int column) {
        return names.get(column);
    }

    int time() {
        return time;
    }

    /** {@link #NONE} when the file has none. */
    int asset() {
        return asset;
    }

    /** {@link #NONE} when the file has none. */
    int label() {
        return label;
    }

    /** The columns that may be sensors. */
    List<Integer> sensorColumns() {
        return sensorColumns;
    }

    /** As {@link #sensorColumns}. */
    List<Sensor> sensors() {
        return sensors;
    }

    List<String> names() {
        return names;
    }
}
