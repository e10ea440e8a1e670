package io.bellwether.trainer.evaluate;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.bellwether.messages.EventTime;
import io.bellwether.trainer.data.CsvFields;
import io.bellwether.trainer.data.CsvRecords;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.errors.UsageError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
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
    private static final Duration USUAL_PERIOD = Duration.ofSeconds(1);
    private static final int NONE = -1;

    private record Row(boolean label, boolean alarm, double score, double seconds) {}

    private final Path file;
    private final List<String> names;
    private final int label;
    private final int score;
    private final int prediction;
    private final int time;
    private final int asset;
    private final double period; // seconds
    private final Map<String, List<Row>> rowsByAsset = new LinkedHashMap<>();
    private int rows;
    private boolean anyScore;

    private LabelledFile(Path file, List<String> names, @Nullable String labelName, Duration period) {
        this.file = file;
        this.names = names;
        label = names.indexOf(labelName(file, names, labelName));
        score = column(SCORES);
        prediction = column(PREDICTIONS);
        time = CsvRecords.timeColumn(names).orElse(NONE);
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
     * @param period of the rows of a file without times; null for a second
     * @param warnings takes one line when figures rest on a period that nobody gave
     * @throws RefusedError when anything in it cannot be used
     * @throws UsageError when it has no column {@code labelName}
     */
    public static LabelledSeries read(
            Path file, @Nullable String labelName, @Nullable Duration period, Consumer<String> warnings) {
        return CsvRecords.read(file, (header, records) -> {
            Duration distance = period == null ? USUAL_PERIOD : period;
            LabelledFile labelled = new LabelledFile(file, header, labelName, distance);
            LabelledSeries series = labelled.all(records);
            if (period == null && labelled.time == NONE && series.hasAlarms()) {
                warnings.accept("there is no column of times, " + file
                        + ": delays and false alarms a day are those of one row a second; give --period");
            }
            return series;
        });
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
            series.endRecording(period);
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
        boolean alarm = prediction != NONE
                && CsvFields.mark(record.getField(prediction), names.get(prediction), at)
                        .orElse(false);
        boolean itsLabel = CsvFields.label(record.getField(label), names.get(label), at);
        recording.add(new Row(itsLabel, alarm, itsScore, seconds));
        rows++;
    }

    private double seconds(String field, List<Row> recording, String at) {
        OptionalLong parsed = EventTime.AUTO.parse(field);
        if (parsed.isEmpty()) {
            throw new RefusedError(
                    "'" + CsvFields.shorten(field) + "' in column '" + names.get(time) + "' is not a timestamp, " + at
                            + ": use ISO 8601, 'yyyy-MM-dd HH:mm:ss' or epoch seconds or milliseconds");
        }
        double seconds = parsed.getAsLong() / 1e3;
        if (!recording.isEmpty() && seconds < recording.get(recording.size() - 1).seconds) {
            throw new RefusedError("the timestamp " + field.strip() + " is older than the row before it, " + at
                    + ": sort the file by" + " time" + (asset == NONE ? "" : " within each asset"));
        }
        return seconds;
    }

    private double score(String field, String at) {
        if (CsvFields.isMissing(field)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(field.strip());
        } catch (NumberFormatException e) {
            throw new RefusedError(
                    "'" + CsvFields.shorten(field) + "' in column '" + names.get(score) + "' is not a number, " + at
                            + ": mend the score, or leave the field empty",
                    e);
        }
    }
}
