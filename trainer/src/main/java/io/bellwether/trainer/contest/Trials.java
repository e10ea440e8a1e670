package io.bellwether.trainer.contest;

import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.SensorVerdict;
import io.bellwether.trainer.fit.Folds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws faults and places for them, evenly over an asset's blocks, kinds of fault, and sizes. */
final class Trials {
    private static final double[] SIZES = {1, 2, 4};
    /** About so many in all. */
    private static final int ENOUGH = 288;
    /** A fault lasts so long, or half of what there is of the block in one piece. */
    private static final int FRAMES = 60;

    private static final int FEWEST_FRAMES = 6;

    private final FrameSeries frames;
    private final Folds folds;
    private final List<SensorSummary> summaries;
    private final int[] voters;
    private final SplittableRandom random;

    Trials(
            FrameSeries frames,
            Folds folds,
            List<SensorSummary> summaries,
            List<SensorVerdict> sensors,
            SplittableRandom random) {
        this.frames = frames;
        this.folds = folds;
        this.summaries = summaries;
        this.voters = IntStream.range(0, sensors.size())
                .filter(s -> sensors.get(s).rule().votes())
                .toArray();
        this.random = random;
    }

    /** None when no block has room for a fault, or no sensor votes. */
    List<Trial> draw() {
        List<Trial> trials = new ArrayList<>();
        if (voters.length == 0) {
            return trials;
        }
        int each = SIZES.length * SyntheticFault.values().length * folds.count();
        int rounds = Math.max(1, ENOUGH / each);
        for (int round = 0; round < rounds; round++) {
            for (int block = 0; block < folds.count(); block++) {
                Optional<Stretch> part = folds.block(block).stream().max(Comparator.comparingInt(Stretch::length));
                int length = Math.min(FRAMES, part.map(Stretch::length).orElse(0) / 2);
                if (part.isPresent() && length >= FEWEST_FRAMES) {
                    for (SyntheticFault fault : SyntheticFault.values()) {
                        for (double size : SIZES) {
                            trials.add(draw(fault, size, block, part.get(), length));
                        }
                    }
                }
            }
        }
        return trials;
    }

    private Trial draw(SyntheticFault fault, double size, int block, Stretch part, int length) {
        int from = random.nextInt(part.from(), part.to() - length + 1);
        int sensor = voters[random.nextInt(voters.length)];
        double signed = random.nextBoolean() ? size : -size;
        SensorSummary summary = summaries.get(sensor);
        double[] normal = new double[length];
        for (int f = 0; f < length; f++) {
            normal[f] = (frames.value(from + f, sensor) - summary.mean()) / summary.scale();
        }
        double[] faulty = fault.apply(normal, signed, random.split());
        for (int f = 0; f < length; f++) {
            faulty[f] = faulty[f] * summary.scale() + summary.mean(); // NaN where it is missing
        }
        return new Trial(
                fault,
                block,
                frames.around(part),
                from,
                from + length,
                sensor,
                Arrays.stream(faulty).boxed().toList());
    }
}
