package io.bellwether.trainer;

import io.bellwether.messages.EventTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** Small machines for tests: two waves and their noisy sum, one row a second. */
public final class Samples {
    /** 2026-01-01T00:00:00Z. */
    public static final long START = 1_767_225_600_000L;

    private Samples() {}

    /** Values of one row. */
    public static double[] row(int t, SplittableRandom random) {
        double fast = Math.sin(t / 5.0) + 0.1 * (random.nextDouble() - 0.5);
        double slow = 10 + 3 * Math.cos(t / 17.0) + 0.2 * (random.nextDouble() - 0.5);
        return new double[] {fast, slow, fast + 0.2 * slow + 0.1 * (random.nextDouble() - 0.5)};
    }

    /** A CSV file of this many rows; from {@code faultFrom} on the second sensor reads 8 too much. */
    public static Path csv(Path file, int rows, int faultFrom, long seed) throws IOException {
        return csv(file, 0, rows, faultFrom, seed);
    }

    /** As {@link #csv(Path, int, int, long)}, beginning so many seconds later. */
    public static Path csv(Path file, int first, int rows, int faultFrom, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder("timestamp,speed [1/s],flow,sum,fault\n");
        for (int t = first; t < first + rows; t++) {
            double[] values = row(t, random);
            boolean fault = t >= faultFrom;
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%.5f,%.5f,%.5f,%d%n",
                    EventTime.format(START + 1000L * t),
                    values[0],
                    values[1] + (fault ? 8 : 0),
                    values[2],
                    fault ? 1 : 0));
        }
        return Files.writeString(file, text);
    }

    /** A training that takes a second or two. */
    public static Path smallConfig(Path file) throws IOException {
        return Files.writeString(
                file, "hidden: [4]\nlatent: 2\nwindow: 6\nsequence: 12\nupdates: 40\nbatch: 16\nfolds: 4\n");
    }
}
