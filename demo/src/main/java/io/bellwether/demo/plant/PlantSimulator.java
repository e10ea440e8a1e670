package io.bellwether.demo.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The plant: what every asset's sensors show, minute by minute, from {@link #EPOCH} on.
 *
 * <p>A row depends on the seed, the asset, its time and the faults up to that time, and on nothing else: any stretch can
 * be produced again, and the same stretch with and without faults differs only by their effect.
 */
public final class PlantSimulator {
    /** The first minute that can be asked for: a Monday. */
    public static final Instant EPOCH = Instant.parse("2026-03-02T00:00:00Z");

    /** The sample period. */
    public static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Duration SETTLING = Duration.ofDays(2);
    private static final List<PumpConstants> PUMPS = List.of(PumpConstants.PUMP_1, PumpConstants.PUMP_2);

    private final long seed;

    public PlantSimulator(long seed) {
        this.seed = seed;
    }

    /** The asset ids. */
    public static List<String> assets() {
        return PUMPS.stream().map(PumpConstants::asset).toList();
    }

    static PumpConstants pump(String asset) {
        return PUMPS.stream()
                .filter(pump -> pump.asset().equals(asset))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no asset " + asset + " in " + assets()));
    }

    /**
     * The rows of one asset from {@code from} (inclusive) on, one a minute, made while they are read.
     *
     * @param faults to inject; those of other assets are left out
     * @throws IllegalArgumentException if the asset is unknown, {@code from} is before {@link #EPOCH} or not on a minute,
     *     or two faults overlap
     */
    public Stream<PlantRow> rows(String asset, Instant from, Duration length, List<Fault> faults) {
        if (from.isBefore(EPOCH) || from.getEpochSecond() % PERIOD.toSeconds() != 0 || from.getNano() != 0) {
            throw new IllegalArgumentException(from + " is not a whole minute from " + EPOCH + " on");
        }
        List<Fault> own =
                faults.stream().filter(fault -> fault.asset().equals(asset)).toList();
        refuseOverlaps(own);
        AssetRun run = new AssetRun(pump(asset), randomOf(asset), EPOCH.minus(SETTLING), own);
        return Stream.generate(run::next)
                .dropWhile(row -> row.time().isBefore(from))
                .limit(length.dividedBy(PERIOD));
    }

    private RandomSource randomOf(String asset) {
        SplittableRandom plant = new SplittableRandom(seed);
        for (PumpConstants pump : PUMPS) {
            SplittableRandom own = plant.split();
            if (pump.asset().equals(asset)) {
                return new RandomSource(own);
            }
        }
        throw new IllegalArgumentException("no asset " + asset + " in " + assets());
    }

    private static void refuseOverlaps(List<Fault> faults) {
        for (int i = 0; i < faults.size(); i++) {
            for (Fault later : faults.subList(i + 1, faults.size())) {
                if (faults.get(i).overlaps(later)) {
                    throw new IllegalArgumentException("faults overlap: " + faults.get(i) + " and " + later);
                }
            }
        }
    }
}
