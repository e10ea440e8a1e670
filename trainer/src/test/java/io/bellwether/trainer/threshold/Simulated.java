package io.bellwether.trainer.threshold;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Scores as production makes them: the largest of three smoothed errors, in units of their spread; a frame a second.
 */
final class Simulated {
    static final Duration SECOND = Duration.ofSeconds(1);
    static final ToDoubleFunction<SplittableRandom> GAUSSIAN = SplittableRandom::nextGaussian;
    /** With 4 degrees of freedom, scaled to variance 1. */
    static final ToDoubleFunction<SplittableRandom> STUDENT = random -> {
        double squares = 0;
        for (int i = 0; i < 4; i++) {
            squares += Math.pow(random.nextGaussian(), 2);
        }
        return random.nextGaussian() / Math.sqrt(squares / 4) / Math.sqrt(2);
    };

    private static final double SMOOTHING = 0.05;
    private static final int SENSORS = 3;
    private static final int SETTLING = 200;

    private Simulated() {}

    static double[] scores(int frames, ToDoubleFunction<SplittableRandom> error, SplittableRandom random) {
        double spread = Math.sqrt(SMOOTHING / (2 - SMOOTHING));
        double[] smoothed = new double[SENSORS];
        double[] scores = new double[frames];
        for (int f = -SETTLING; f < frames; f++) {
            double largest = 0;
            for (int s = 0; s < SENSORS; s++) {
                smoothed[s] += SMOOTHING * (error.applyAsDouble(random) - smoothed[s]);
                largest = Math.max(largest, Math.abs(smoothed[s]) / spread);
            }
            if (f >= 0) {
                scores[f] = largest;
            }
        }
        return scores;
    }

    static HeldOutScores heldOut(double... scores) {
        return HeldOutScores.of(List.of(scores), SECOND);
    }
}
