package io.bellwether.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameLogTest {
    private static final int LIMIT = 8;

    private record Point(long time, double value) {}

    private static List<Point> points(FrameLog log, int number) {
        List<Point> points = new ArrayList<>();
        for (int p = 0; p < log.points(); p++) {
            points.add(new Point(log.time(p), log.value(number, p)));
        }
        return points;
    }

    /** What every bucket of frames should be told by, from all frames at once. */
    private static List<Point> naive(double[] values, int bucket) {
        List<Point> points = new ArrayList<>();
        for (int from = 0; from < values.length; from += bucket) {
            double[] part = Arrays.copyOfRange(values, from, Math.min(values.length, from + bucket));
            if (part.length == 1) {
                points.add(new Point(10L * from, part[0]));
                continue;
            }
            int low = -1;
            int high = -1;
            for (int i = 0; i < part.length; i++) {
                if (!Double.isNaN(part[i])) {
                    low = low < 0 || part[i] < part[low] ? i : low;
                    high = high < 0 || part[i] > part[high] ? i : high;
                }
            }
            double first = low < 0 ? Double.NaN : part[Math.min(low, high)];
            double second = low < 0 ? Double.NaN : part[Math.max(low, high)];
            points.add(new Point(10L * from, first));
            points.add(new Point(10L * (from + Math.min(bucket / 2, part.length - 1)), second));
        }
        return points;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 1000, 1023, 1024, 1025})
    void points_ofAnyNumberOfFrames_areTheExtremesOfEqualBuckets(int frames) {
        long seed = 1L + frames;
        SplittableRandom random = new SplittableRandom(seed);
        double[] some = random.doubles(frames).toArray();
        double[] gaps = random.doubles(frames)
                .map(value -> value < 0.6 ? Double.NaN : value)
                .toArray();
        FrameLog log = new FrameLog(2, LIMIT + 3); // as good as 8: whole groups
        for (int f = 0; f < frames; f++) {
            log.add(10L * f, new double[] {some[f], gaps[f]});
        }

        log.close();

        assertThat(log.points()).as("seed %d", seed).isLessThanOrEqualTo(LIMIT);
        assertThat(points(log, 0)).isEqualTo(naive(some, log.framesPerPair()));
        assertThat(points(log, 1)).isEqualTo(naive(gaps, log.framesPerPair()));
        assertThat(log.framesPerPair()).isEqualTo(bucket(frames));
    }

    private static int bucket(int frames) {
        int bucket = frames <= LIMIT ? 1 : 4;
        while (bucket > 1 && (frames + bucket - 1) / bucket * 2 > LIMIT) {
            bucket *= 2;
        }
        return bucket;
    }

    @Test
    void points_ofALongRecordingWithOneSpike_holdTheSpike() {
        FrameLog log = new FrameLog(1, 400);
        for (int f = 0; f < 1_000_000; f++) {
            log.add(f, new double[] {f == 777_777 ? 1e6 : f == 777_778 ? -1e6 : 0});
        }

        log.close();

        List<Double> values = points(log, 0).stream().map(Point::value).toList();
        assertThat(values).contains(1e6, -1e6);
        assertThat(values.indexOf(1e6)).isEqualTo(values.indexOf(-1e6) - 1);
        assertThat(points(log, 0)).extracting(Point::time).isSorted();
    }

    @Test
    void log_ofTooFewPoints_isRefused() {
        assertThatThrownBy(() -> new FrameLog(1, 3)).hasMessageContaining("at least 4 points, not 3");
    }
}
