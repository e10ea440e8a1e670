package io.bellwether.demo.attribution;

import io.bellwether.demo.plant.PlantRow;
import io.bellwether.demo.plant.PlantSensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One sensor made to lie: what is added to its readings, in units of its standard deviation in the whole recording. */
enum Injection {
    SHIFT_1("shift by 1 sd", 1, 1, 0),
    SHIFT_2("shift by 2 sd", 2, 2, 0),
    SHIFT_4("shift by 4 sd", 4, 4, 0),
    DRIFT("drift to 4 sd", 0, 4, 0),
    VARIANCE("variance x 3", 0, 0, Math.sqrt(2));

    private static final Duration LENGTH = Duration.ofHours(4);
    /** From one to the next; in between the averages forget, and open alerts close. */
    private static final Duration DISTANCE = Duration.ofHours(12);

    private final String label;
    private final double begin;
    private final double end;
    private final double noise;

    Injection(String label, double begin, double end, double noise) {
        this.label = label;
        this.begin = begin;
        this.end = end;
        this.noise = noise;
    }

    /** So long lasts a recording that has room for every injection into every sensor. */
    static Duration room() {
        return DISTANCE.multipliedBy(1 + (long) values().length * PlantSensor.values().length);
    }

    /** Injects every kind into every sensor, one after the other, upwards and downwards by turns of a coin. */
    static Trial into(List<PlantRow> normal, long seed) {
        Random random = new Random(seed); // whose normal deviates are specified, other than SplittableRandom's
        long origin = normal.get(0).time().toEpochMilli();
        List<PlantRow> rows = new ArrayList<>(normal);
        List<Cause> causes = new ArrayList<>();
        long start = origin;
        for (Injection injection : values()) {
            for (PlantSensor sensor : PlantSensor.values()) {
                start += DISTANCE.toMillis();
                long end = start + LENGTH.toMillis();
                causes.add(new Cause(injection.label, start, end, List.of(sensor.column())));
                double unit = deviation(normal, sensor) * (random.nextBoolean() ? 1 : -1);
                injection.inject(rows, causes.get(causes.size() - 1), sensor, unit, random);
            }
        }
        return new Trial(normal.get(0).asset(), rows, causes);
    }

    private void inject(List<PlantRow> rows, Cause cause, PlantSensor sensor, double unit, Random random) {
        for (int i = 0; i < rows.size(); i++) {
            PlantRow row = rows.get(i);
            long time = row.time().toEpochMilli();
            if (cause.contains(time)) {
                double elapsed = (double) (time - cause.start()) / (cause.end() - cause.start());
                double added = begin + (end - begin) * elapsed + noise * random.nextGaussian();
                Map<PlantSensor, Double> values = new EnumMap<>(row.values());
                values.merge(sensor, unit * added, Double::sum);
                rows.set(i, new PlantRow(row.asset(), row.time(), values, row.fault()));
            }
        }
    }

    private static double deviation(List<PlantRow> rows, PlantSensor sensor) {
        double mean =
                rows.stream().mapToDouble(row -> row.value(sensor)).average().orElseThrow();
        return Math.sqrt(rows.stream()
                .mapToDouble(row -> (row.value(sensor) - mean) * (row.value(sensor) - mean))
                .average()
                .orElseThrow());
    }
}
