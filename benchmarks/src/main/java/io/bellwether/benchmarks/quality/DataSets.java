package io.bellwether.benchmarks.quality;

import io.bellwether.demo.plant.PlantRow;
import io.bellwether.demo.plant.PlantSensor;
import io.bellwether.demo.plant.PlantSimulator;
import io.bellwether.demo.plant.SampleData;
import io.bellwether.trainer.data.CsvFile;
import io.bellwether.trainer.data.CsvFiles;
import io.bellwether.trainer.data.CsvOptions;
import io.bellwether.trainer.data.CsvTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public sets, each by its usual protocol, from a folder outside the project, and the project's own simulator.
 *
 * <pre>
 * skab/valve1/*.csv                   Skoltech Anomaly Benchmark: a water pump with valve faults
 * skab/anomaly-free/anomaly-free.csv  the same pump without any
 * tep/normal.csv, normal_test.csv, faultNN.csv   Tennessee Eastman process
 * asd/omi-N_train.csv, omi-N_test.csv            Application Server Dataset
 * </pre>
 */
public final class DataSets {
    private static final int SKAB_TRAINING_ROWS = 400;
    private static final Duration QUIET = Duration.ofDays(10);

    private final Path folder;

    /** @param folder that holds the public sets */
    public DataSets(Path folder) {
        this.folder = folder;
    }

    /** What is not there, of the sets that are wanted; empty when all is. */
    public Optional<Path> missing(Set<String> sets) {
        return sets.stream()
                .sorted()
                .map(folder::resolve)
                .filter(path -> !Files.isDirectory(path))
                .findFirst();
    }

    /** Every file by itself: its first 400 rows train, the rest is judged. */
    List<Trial> skab() {
        return tables("skab/valve1").stream()
                .map(table -> new Trial(
                        Part.before(table, SKAB_TRAINING_ROWS), List.of(Part.from(table, SKAB_TRAINING_ROWS))))
                .toList();
    }

    /** One training; a normal run, and then the faults, are judged. */
    Trial tep() {
        List<Part> tests = new ArrayList<>(List.of(Part.all(table("tep/normal_test.csv"))));
        tables("tep").stream()
                .filter(table -> table.fileName().startsWith("fault"))
                .map(Part::all)
                .forEach(tests::add);
        return new Trial(Part.all(table("tep/normal.csv")), tests);
    }

    /** Every entity by itself. */
    List<Trial> asd() {
        List<Trial> trials = new ArrayList<>();
        for (CsvTable train : tables("asd")) {
            if (train.fileName().endsWith("_train.csv")) {
                CsvTable test = table("asd/" + train.fileName().replace("_train", "_test"));
                trials.add(new Trial(Part.all(train), List.of(Part.all(test))));
            }
        }
        return trials;
    }

    /** A normal run of the process after another one. */
    Trial tepQuiet() {
        return new Trial(Part.all(table("tep/normal.csv")), List.of(Part.all(table("tep/normal_test.csv"))));
    }

    /** The second half of the pump's recording without faults, after the first. */
    Trial skabQuiet() {
        CsvTable table = table("skab/anomaly-free/anomaly-free.csv");
        int half = table.rows() / 2;
        return new Trial(Part.before(table, half), List.of(Part.from(table, half)));
    }

    /** Ten days without faults of each simulated pump, after the ten days of the sample data. */
    static List<Trial> simulatorQuiet() throws IOException {
        Path folder = Files.createTempDirectory("bellwether-quality");
        SampleData sample = new SampleData(SampleData.SEED);
        PlantSimulator plant = new PlantSimulator(SampleData.SEED);
        List<Trial> trials = new ArrayList<>();
        for (String asset : PlantSimulator.assets()) {
            Instant after = SampleData.TEST_START;
            CsvTable train = written(folder.resolve(asset + ".csv"), sample.trainRows(asset));
            CsvTable test = written(folder.resolve(asset + ".csv"), plant.rows(asset, after, QUIET, List.of()));
            trials.add(new Trial(Part.all(train), List.of(Part.all(test))));
        }
        Files.delete(folder);
        return trials;
    }

    private static CsvTable written(Path file, Stream<PlantRow> rows) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("timestamp,"
                    + Arrays.stream(PlantSensor.values())
                            .map(PlantSensor::column)
                            .collect(Collectors.joining(",")));
            for (Iterator<PlantRow> each = rows.iterator(); each.hasNext(); ) {
                PlantRow row = each.next();
                out.println(row.time() + ","
                        + Arrays.stream(PlantSensor.values())
                                .map(sensor -> Double.toString(row.value(sensor)))
                                .collect(Collectors.joining(",")));
            }
        }
        CsvTable table = new CsvFile(CsvOptions.plain(), warning -> {}).read(file);
        Files.delete(file);
        return table;
    }

    private List<CsvTable> tables(String path) {
        return CsvFiles.list(folder.resolve(path)).stream().map(DataSets::read).toList();
    }

    private CsvTable table(String path) {
        return read(folder.resolve(path));
    }

    private static CsvTable read(Path file) {
        CsvOptions columns =
                CsvOptions.labelled("anomaly", Set.of("changepoint")).whereverPresent();
        return new CsvFile(columns, warning -> {}).read(file);
    }
}
