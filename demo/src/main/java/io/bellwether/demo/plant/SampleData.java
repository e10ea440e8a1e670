package io.bellwether.demo.plant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The data set in {@code sample-data}: ten days of normal operation to train on, then five labelled days with every
 * fault, for each asset.
 *
 * <pre>
 * train/ASSET.csv   timestamp, one column per sensor
 * test/ASSET.csv    the same, then anomaly (0 or 1) and fault (its name, or empty)
 * faults.csv        asset, fault, start, end (exclusive), sensors separated by '|', the clearest first
 * train.yaml        the units of the sensors, for the trainer's --config
 * SHA256SUMS        of all of these, for sha256sum -c
 * </pre>
 */
public final class SampleData {
    /** The seed of the published files. */
    public static final long SEED = 20260302;

    public static final Instant TRAIN_START = PlantSimulator.EPOCH;
    public static final Duration TRAIN_LENGTH = Duration.ofDays(10);
    public static final Instant TEST_START = TRAIN_START.plus(TRAIN_LENGTH);
    public static final Duration TEST_LENGTH = FaultSchedule.USUAL;

    private static final String CHECKSUMS = "SHA256SUMS";

    private final PlantSimulator plant;

    public SampleData(long seed) {
        this.plant = new PlantSimulator(seed);
    }

    /** The folder {@code sample-data} in {@code start} or the nearest folder above it. */
    public static Optional<Path> findFrom(Path start) {
        return Stream.iterate(start.toAbsolutePath().normalize(), dir -> dir != null, Path::getParent)
                .map(dir -> dir.resolve("sample-data"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** Normal operation. */
    public Stream<PlantRow> trainRows(String asset) {
        return plant.rows(asset, TRAIN_START, TRAIN_LENGTH, List.of());
    }

    /** The labelled days. */
    public Stream<PlantRow> testRows(String asset) {
        return plant.rows(asset, TEST_START, TEST_LENGTH, faults(asset));
    }

    /** What {@link #testRows} contains, in time order. */
    public static List<Fault> faults(String asset) {
        return FaultSchedule.spread(asset, TEST_START, TEST_LENGTH);
    }

    /** Writes every file of the data set into the folder, which is made if missing; other files there stay. */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("train"));
        Files.createDirectories(folder.resolve("test"));
        Files.writeString(folder.resolve("train.yaml"), units());
        List<String> written = new ArrayList<>(List.of("faults.csv", "train.yaml"));
        for (String asset : PlantSimulator.assets()) {
            String train = "train/" + asset + ".csv";
            String test = "test/" + asset + ".csv";
            write(folder.resolve(train), header("timestamp"), trainRows(asset).map(SampleData::readings));
            write(
                    folder.resolve(test),
                    header("timestamp") + ",anomaly,fault",
                    testRows(asset).map(row -> readings(row) + label(row)));
            written.addAll(List.of(test, train));
        }
        write(
                folder.resolve("faults.csv"),
                "asset,fault,start,end,sensors",
                PlantSimulator.assets().stream()
                        .flatMap(asset -> faults(asset).stream().map(SampleData::line)));
        List<String> sums = new ArrayList<>();
        for (String file : written.stream().sorted().toList()) {
            sums.add(sha256(folder.resolve(file)) + "  " + file);
        }
        Files.writeString(folder.resolve(CHECKSUMS), String.join("\n", sums) + "\n");
    }

    private static String units() {
        return "# What the columns of these files are measured in; for bellwether train --config.\nunits:\n"
                + Arrays.stream(PlantSensor.values())
                        .map(sensor -> "  " + sensor.column() + ": " + sensor.unit() + "\n")
                        .collect(Collectors.joining());
    }

    private static String header(String first) {
        return first + ","
                + Arrays.stream(PlantSensor.values()).map(PlantSensor::column).collect(Collectors.joining(","));
    }

    private static String readings(PlantRow row) {
        StringBuilder line = new StringBuilder(row.time().toString());
        for (PlantSensor sensor : PlantSensor.values()) {
            line.append(',').append(sensor.format(row.value(sensor)));
        }
        return line.toString();
    }

    private static String label(PlantRow row) {
        Fault fault = row.fault();
        return fault == null ? ",0," : ",1," + fault.kind().label();
    }

    private static String line(Fault fault) {
        String sensors = fault.sensors().stream().map(PlantSensor::column).collect(Collectors.joining("|"));
        return String.join(
                ",",
                fault.asset(),
                fault.kind().label(),
                fault.start().toString(),
                fault.end().toString(),
                sensors);
    }

    private static void write(Path file, String header, Stream<String> lines) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.append(header).append('\n');
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                writer.append(each.next()).append('\n');
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
