package io.bellwether.trainer.contest;

import io.bellwether.trainer.contest.Injected.Reach;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.SensorVerdict;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.fit.ScaledSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws faults and places for them, evenly over an asset's blocks, kinds of fault, and sizes. Every other one hits one
 * sensor, as a sensor's own fault does; the rest hit a sensor and those that go with it most, each in a direction of its
 * own, as a fault of the process does. Where fewer than three sensors vote, all faults hit one.
 */
final class Trials {
    private static final double[] SIZES = {1, 2, 4};
    /** About so many in all. */
    private static final int ENOUGH = 288;
    /** A fault lasts so long, or half of what there is of the block in one piece. */
    private static final int FRAMES = 60;

    private static final int FEWEST_FRAMES = 6;
    /** So many sensors are several; one more must be left alone, for what a fault breaks is also how sensors go together. */
    private static final int FEWEST_SEVERAL = 2;

    private final FrameSeries frames;
    private final Folds folds;
    private final List<SensorSummary> summaries;
    private final List<List<Integer>> related; // (voting sensors) each, and the others by how much they go with it
    private final SplittableRandom random;

    Trials(ScaledSeries series, List<SensorSummary> summaries, List<SensorVerdict> sensors, SplittableRandom random) {
        this.frames = series.frames();
        this.folds = series.folds();
        this.summaries = summaries;
        List<Integer> voters = IntStream.range(0, sensors.size())
                .filter(s -> sensors.get(s).rule().votes())
                .boxed()
                .toList();
        this.related = voters.isEmpty() ? List.of() : new Relations(series).of(voters);
        this.random = random;
    }

    /** None when no block has room for a fault, or no sensor votes. */
    List<Trial> draw() {
        List<Trial> trials = new ArrayList<>();
        if (related.isEmpty()) {
            return trials;
        }
        int each = SIZES.length * SyntheticFault.values().length * folds.count();
        int rounds = 2 * Math.max(1, ENOUGH / (2 * each));
        for (int round = 0; round < rounds; round++) {
            Reach reach = round % 2 == 0 || related.size() <= FEWEST_SEVERAL ? Reach.ONE_SENSOR : Reach.SEVERAL;
            for (int block = 0; block < folds.count(); block++) {
                Optional<Stretch> part = folds.block(block).stream().max(Comparator.comparingInt(Stretch::length));
                int length = Math.min(FRAMES, part.map(Stretch::length).orElse(0) / 2);
                if (part.isPresent() && length >= FEWEST_FRAMES) {
                    for (SyntheticFault fault : SyntheticFault.values()) {
                        for (double size : SIZES) {
                            trials.add(draw(new Injected(fault, reach), size, block, part.get(), length));
                        }
                    }
                }
            }
        }
        return trials;
    }

    private Trial draw(Injected injected, double size, int block, Stretch part, int length) {
        int from = random.nextInt(part.from(), part.to() - length + 1);
        List<Integer> all = related.get(random.nextInt(related.size()));
        int count = injected.reach() == Reach.ONE_SENSOR ? 1 : random.nextInt(FEWEST_SEVERAL, all.size());
        List<Trial.Hit> hits = all.subList(0, count).stream()
                .map(sensor -> hit(injected.fault(), size, sensor, from, length))
                .toList();
        return new Trial(injected, block, frames.around(part), from, from + length, hits);
    }

    private Trial.Hit hit(SyntheticFault fault, double size, int sensor, int from, int length) {
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
        return new Trial.Hit(sensor, Arrays.stream(faulty).boxed().toList());
    }
}
