package io.bellwether.trainer.data;

import io.bellwether.messages.EventTime;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.errors.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** CSV files that are to be used together. */
public final class CsvFiles {
    private CsvFiles() {}

    /**
     * The files themselves, and for a folder the CSV files in it and below, ordered by path.
     *
     * @throws RefusedError when a path does not exist or a folder holds no CSV file
     */
    public static List<Path> list(Path path) {
        if (!Files.isDirectory(path)) {
            if (!Files.exists(path)) {
                throw new RefusedError("there is no file or folder, " + path + ": check the path");
            }
            return List.of(path);
        }
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> files = walk.filter(file ->
                            file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
            if (files.isEmpty()) {
                throw new RefusedError("the folder holds no .csv file, " + path + ": check the path");
            }
            return files;
        } catch (IOException e) {
            throw new RefusedError("the folder cannot be read, " + path + ": check its permissions", e);
        }
    }

    /**
     * Reads files that belong together.
     *
     * @throws RefusedError when one of them cannot be used
     * @throws UsageError when the label or an ignored column is in none of them
     */
    public static List<CsvTable> read(List<Path> files, CsvOptions options, Consumer<String> warnings) {
        CsvFile reader = new CsvFile(options, warnings);
        List<CsvTable> tables = files.stream().map(reader::read).toList();
        if (options.required()) {
            options.label().ifPresent(label -> requireSomewhere("--label", label, tables));
            options.ignored().forEach(column -> requireSomewhere("--ignore", column, tables));
        }
        return tables;
    }

    private static void requireSomewhere(String option, String column, List<CsvTable> tables) {
        if (tables.stream().noneMatch(table -> table.hasColumn(column))) {
            String where = tables.get(0).file() + (tables.size() == 1 ? "" : " and " + (tables.size() - 1) + " more");
            throw new UsageError("there is no column '" + column + "', " + where + ": " + option + " must name one of "
                    + String.join(", ", tables.get(0).header()));
        }
    }

    /**
     * Joins tables to one recording. The same asset may stand in several files, one after the other in time.
     *
     * @throws RefusedError when the files do not have the same sensors, or overlap in time
     */
    public static Recording recording(List<CsvTable> tables) {
        List<CsvTable> ordered = new ArrayList<>(tables);
        ordered.sort(Comparator.comparingLong((CsvTable table) -> table.time(0))
                .thenComparing(table -> table.file().toString()));
        Recording.Builder recording = new Recording.Builder();
        Map<String, Long> lastTime = new HashMap<>();
        for (CsvTable table : tables) {
            requireSameSensors(tables.get(0), table);
            table.sensors().forEach(recording::sensor);
        }
        for (CsvTable table : ordered) {
            requireLater(table, lastTime);
            table.addTo(recording, row -> true);
        }
        return recording.build();
    }

    private static void requireSameSensors(CsvTable first, CsvTable other) {
        Set<String> missing = names(first);
        missing.removeAll(names(other));
        Set<String> extra = names(other);
        extra.removeAll(names(first));
        if (!missing.isEmpty() || !extra.isEmpty()) {
            String difference = (missing.isEmpty() ? "" : " lacks " + String.join(", ", missing))
                    + (missing.isEmpty() || extra.isEmpty() ? "" : " and")
                    + (extra.isEmpty() ? "" : " also has " + String.join(", ", extra));
            throw new RefusedError("the files do not have the same sensors, " + other.file() + difference
                    + " compared with " + first.file() + ": use files of one kind, or leave columns out with --ignore");
        }
    }

    private static Set<String> names(CsvTable table) {
        Set<String> names = new TreeSet<>();
        table.sensors().stream().map(Sensor::name).forEach(names::add);
        return names;
    }

    private static void requireLater(CsvTable table, Map<String, Long> lastTime) {
        Map<String, Long> before = Map.copyOf(lastTime);
        for (int row = 0; row < table.rows(); row++) {
            Long last = before.get(table.asset(row));
            if (last != null && table.time(row) <= last) {
                throw new RefusedError("asset '" + table.asset(row) + "' has rows up to " + EventTime.format(last)
                        + " in another file already, " + table.file()
                        + ": files of one asset must follow each other in time; give other assets other names");
            }
            lastTime.put(table.asset(row), table.time(row));
        }
    }
}
