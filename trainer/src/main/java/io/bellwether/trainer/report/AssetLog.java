package io.bellwether.trainer.report;

import io.bellwether.scoring.Score;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.evaluate.RowRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What production said of one asset, frame by frame, as a report needs it. Frames come in order of time. */
final class AssetLog {
    private static final int OBSERVED = 1; // the score is number 0; each sensor has three after it
    private static final int EXPECTED = 2;
    private static final int CONTRIBUTION = 3;
    private static final int PER_SENSOR = 3;

    private final List<Sensor> sensors;
    private final long period;
    private final long from;
    private final long to;
    private final List<RowRun> events;
    private final @Nullable Finding[] highest; // (events) the frame of the highest score in it
    private final FrameLog frames;
    private final double[] numbers;
    private final double[] blame; // (sensors) contributions during alarms
    private final double[] total; // (sensors) contributions of all frames
    private final List<Alarm> alarms = new ArrayList<>();
    private double[] scores = new double[256]; // judged, beginning with those in no event
    private double[] labelledScores = new double[64];
    private int scored;
    private int labelledScored;
    private int event; // the first one that is not over
    private long judged;
    private boolean open;
    private double threshold = Double.NaN;

    /**
     * An empty log.
     *
     * @param period of the frames, milliseconds
     * @param from first slot that is judged; of what comes before only the opening of an alarm counts
     * @param to last slot that is judged
     * @param events of this asset, in order of time
     * @param points at most, for each line of a plot
     */
    AssetLog(List<Sensor> sensors, long period, long from, long to, List<RowRun> events, int points) {
        this.sensors = sensors;
        this.period = period;
        this.from = from;
        this.to = to;
        this.events = events;
        highest = new Finding[events.size()];
        numbers = new double[1 + PER_SENSOR * sensors.size()];
        frames = new FrameLog(numbers.length, points);
        blame = new double[sensors.size()];
        total = new double[sensors.size()];
    }

    void frame(Score score, boolean alarm) {
        long time = score.time();
        if (time > to) {
            return;
        }
        if (alarm && !open) {
            alarms.add(Alarm.opened(Finding.of(score, sensors)));
        } else if (alarm) {
            int last = alarms.size() - 1;
            alarms.set(last, alarms.get(last).with(time, score.ratio()));
        }
        open = alarm;
        if (time >= from) {
            judge(score, alarm);
        }
    }

    private void judge(Score score, boolean alarm) {
        judged++;
        threshold = score.threshold();
        boolean known = !score.warmingUp();
        numbers[0] = known ? score.value() : Double.NaN;
        for (int s = 0; s < sensors.size(); s++) {
            double contribution = known ? score.contribution(s) : Double.NaN;
            numbers[PER_SENSOR * s + OBSERVED] = score.observed(s);
            numbers[PER_SENSOR * s + EXPECTED] = known ? score.expected(s) : Double.NaN;
            numbers[PER_SENSOR * s + CONTRIBUTION] = contribution;
            total[s] += known ? contribution : 0;
            blame[s] += known && alarm ? contribution : 0;
        }
        frames.add(score.time(), numbers);
        if (known) {
            count(score);
        }
    }

    private void count(Score score) {
        while (event < events.size() && slot(events.get(event).to()) < score.time()) {
            event++;
        }
        if (event < events.size() && slot(events.get(event).from()) <= score.time()) {
            labelledScores = append(labelledScores, labelledScored++, score.value());
            Finding before = highest[event];
            if (before == null || score.value() > before.score()) {
                highest[event] = Finding.of(score, sensors);
            }
        } else {
            scores = append(scores, scored++, score.value());
        }
    }

    private static double[] append(double[] values, int count, double value) {
        double[] larger = count < values.length ? values : Arrays.copyOf(values, 2 * values.length);
        larger[count] = value;
        return larger;
    }

    /** The slot that a time lies in. */
    long slot(long time) {
        return Math.floorDiv(time, period) * period;
    }

    /** No more frames will come. */
    void close() {
        frames.close();
        alarms.removeIf(alarm -> alarm.to() < from);
    }

    long period() {
        return period;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    List<Sensor> sensors() {
        return sensors;
    }

    List<RowRun> events() {
        return events;
    }

    /** The frame of the highest score in an event; null when it has none with a score. */
    @Nullable
    Finding highest(int ofEvent) {
        return highest[ofEvent];
    }

    /** Those open in a judged frame, in order of time. */
    List<Alarm> alarms() {
        return alarms;
    }

    /** The alarm that was on in the frame of a moment. */
    Optional<Alarm> alarmAt(long time) {
        long slot = slot(time);
        return alarms.stream()
                .filter(alarm -> alarm.from() <= slot && slot <= alarm.to())
                .findFirst();
    }

    /** The number of judged frames. */
    long frames() {
        return judged;
    }

    /** NaN when no frame was judged. */
    double threshold() {
        return threshold;
    }

    @Nullable
    Histogram histogram() {
        return Histogram.of(Arrays.copyOf(scores, scored), Arrays.copyOf(labelledScores, labelledScored));
    }

    /** Sensors by what they contributed during alarms, or ever, when there were none; the largest first. */
    List<Integer> byContribution() {
        double[] parts = alarms.isEmpty() ? total : blame;
        return IntStream.range(0, sensors.size())
                .boxed()
                .sorted((a, b) -> Double.compare(parts[b], parts[a]))
                .toList();
    }

    int points() {
        return frames.points();
    }

    int framesPerPair() {
        return frames.framesPerPair();
    }

    long time(int point) {
        return frames.time(point);
    }

    double score(int point) {
        return frames.value(0, point);
    }

    double observed(int sensor, int point) {
        return frames.value(PER_SENSOR * sensor + OBSERVED, point);
    }

    double expected(int sensor, int point) {
        return frames.value(PER_SENSOR * sensor + EXPECTED, point);
    }

    double contribution(int sensor, int point) {
        return frames.value(PER_SENSOR * sensor + CONTRIBUTION, point);
    }
}
