package io.bellwether.trainer.evaluate;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.bellwether.messages.EventTime;
import io.bellwether.trainer.data.CsvRecords;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.errors.UsageError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a label at every row, and a score or a prediction of any detector. Time is optional; rows of the same
 * {@code asset}, where there is such a column, make one recording.
 */
public final class LabelledFile {
    /** Names that a label column is known by. */
    private static final List<String> LABELS = List.of("label", "anomaly", "is_anomaly");

    private static final List<String> SCORES = List.of("score", "anomaly_score");
    private static final List<String> PREDICTIONS = List.of("prediction", "pred", "alarm");
    private static final List<String> TIMES = List.of("datetime", "timestamp", "time", "ts");
    private static final Set<String> MISSING = Set.of("", "nan", "null", "na", "n/a");
    private static final int NONE = -1;

    private record Row(boolean label, boolean alarm, double score, double seconds) {}

    private final Path file;
    private final List<String> names;
    private final int label;
    private final int score;
    private final int prediction;
    private final int time;
    private final int asset;
    private final double period;
    private final Map<String, List<Row>> rowsByAsset = new LinkedHashMap<>();
    private int rows;
    private boolean anyScore;

    private LabelledFile(Path file, List<String> names, @Nullable String labelName, Duration period) {
        this.file = file;
        this.names = names;
        label = names.indexOf(labelName(file, names, labelName));
        score = column(SCORES);
        prediction = column(PREDICTIONS);
        time = column(TIMES);
        asset = column(List.of("asset"));
        this.period = period.toNanos() / 1e9;
        if (score == NONE && prediction == NONE) {
            throw new RefusedError("there is neither a column 'score' nor a column 'prediction', " + file + ": it has "
                    + String.join(", ", names) + "; give --model to have sensor data scored");
        }
    }

    /**
     * Reads a file.
     *
     * @param labelName of the label column; null for the usual names
     * @param period of the rows of a file without times
     * @throws RefusedError when anything in it cannot be used
     * @throws UsageError when it has no column {@code labelName}
     */
    public static LabelledSeries read(Path file, @Nullable String labelName, Duration period) {
        return CsvRecords.read(
                file, (header, records) -> new LabelledFile(file, header, labelName, period).all(records));
    }

    /**
     * The label column of a file with this header.
     *
     * @param wanted null for the first of the usual names
     * @throws RefusedError when it has none of the usual names
     * @throws UsageError when it lacks the wanted one
     */
    public static String labelName(Path file, List<String> header, @Nullable String wanted) {
        if (wanted == null) {
            return first(header, LABELS)
                    .orElseThrow(() -> new RefusedError("there is no label column, " + file + ": it has "
                            + String.join(", ", header) + "; name the one that marks anomalous rows with --label"));
        }
        if (!header.contains(wanted)) {
            throw new UsageError("there is no column '" + wanted + "', " + file + ": --label must name one of "
                    + String.join(", ", header));
        }
        return wanted;
    }

    private static Optional<String> first(List<String> header, List<String> known) {
        return known.stream()
                .flatMap(name -> header.stream().filter(name::equalsIgnoreCase))
                .findFirst();
    }

    private int column(List<String> known) {
        return first(names, known).map(names::indexOf).orElse(NONE);
    }

    private LabelledSeries all(Iterator<CsvRecord> records) {
        while (records.hasNext()) {
            add(records.next());
        }
        if (rows == 0) {
            throw new RefusedError("the file has a header but no rows, " + file + ": give it data");
        }
        if (score != NONE && !anyScore) {
            throw new RefusedError("no row has a score, " + file + ": fill the column '" + names.get(score)
                    + "', or leave it out and give a prediction");
        }
        LabelledSeries.Builder series = new LabelledSeries.Builder(rows, prediction != NONE, score != NONE);
        for (List<Row> recording : rowsByAsset.values()) {
            recording.forEach(row -> series.add(row.label, row.alarm, row.score, row.seconds));
            series.endRecording();
        }
        return series.build();
    }

    private void add(CsvRecord record) {
        String at = file + " line " + record.getStartingLineNumber();
        if (record.getFieldCount() != names.size()) {
            throw new RefusedError("a row has " + record.getFieldCount() + " fields, but the header has " + names.size()
                    + ", " + at + ": mend the row");
        }
        List<Row> recording = rowsByAsset.computeIfAbsent(
                asset == NONE ? "" : record.getField(asset).strip(), name -> new ArrayList<>());
        double seconds = time == NONE ? recording.size() * period : seconds(record.getField(time), recording, at);
        double itsScore = score == NONE ? Double.NaN : score(record.getField(score), at);
        anyScore |= !Double.isNaN(itsScore);
        boolean alarm = prediction != NONE && mark(prediction, record, at).orElse(false);
        boolean itsLabel = mark(label, record, at)
                .orElseThrow(() -> new RefusedError("the label is missing, " + at + ": write 0 or 1 into column '"
                        + names.get(label) + "', or leave the row out"));
        recording.add(new Row(itsLabel, alarm, itsScore, seconds));
        rows++;
    }

    private double seconds(String field, List<Row> recording, String at) {
        OptionalLong parsed = EventTime.AUTO.parse(field);
        if (parsed.isEmpty()) {
            throw new RefusedError("'" + shorten(field) + "' in column '" + names.get(time) + "' is not a timestamp, "
                    + at + ": use ISO 8601, 'yyyy-MM-dd HH:mm:ss' or epoch seconds or milliseconds");
        }
        double seconds = parsed.getAsLong() / 1e3;
        if (!recording.isEmpty() && seconds < recording.get(recording.size() - 1).seconds) {
            throw new RefusedError("the timestamp " + field.strip() + " is older than the row before it, " + at
                    + ": sort the file by" + " time" + (asset == NONE ? "" : " within each asset"));
        }
        return seconds;
    }

    private double score(String field, String at) {
        String plain = field.strip();
        if (MISSING.contains(plain.toLowerCase(Locale.ROOT))) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(plain);
        } catch (NumberFormatException e) {
            throw new RefusedError(
                    "'" + shorten(field) + "' in column '" + names.get(score) + "' is not a number, " + at
                            + ": mend the score, or leave the field empty",
                    e);
        }
    }

    /** Empty where the field is. */
    private Optional<Boolean> mark(int column, CsvRecord record, String at) {
        String field = record.getField(column);
        String plain = field.strip().toLowerCase(Locale.ROOT);
        if (MISSING.contains(plain)) {
            return Optional.empty();
        }
        if (plain.equals("true") || plain.equals("false")) {
            return Optional.of(plain.equals("true"));
        }
        try {
            return Optional.of(Double.parseDouble(plain) > 0);
        } catch (NumberFormatException e) {
            throw new RefusedError(
                    "'" + shorten(field) + "' in column '" + names.get(column) + "' is neither 0/1 nor true/false, "
                            + at + ": mend it",
                    e);
        }
    }

    private static String shorten(String field) {
        return field.length() <= 40 ? field : field.substring(0, 40) + "...";
    }
}
