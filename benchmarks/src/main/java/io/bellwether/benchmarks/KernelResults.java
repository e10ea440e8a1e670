package io.bellwether.benchmarks;

import io.bellwether.benchmarks.inference.EngineName;
import io.bellwether.benchmarks.inference.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Items a second of every engine; of what is measured several times, the median. */
final class KernelResults {
    private static final List<Workload> SHARES = List.of(Workload.PREDICTOR, Workload.PREDICTOR_LARGE);

    private final Map<EngineName, String> engines; // with their titles
    private final List<Double> peaks = new ArrayList<>(); // FLOP/s
    private final Map<Cell, List<Double>> items = new HashMap<>();
    private final Map<Cell, List<Double>> plain = new HashMap<>();

    private record Cell(EngineName engine, Workload workload, int batch) {}

    KernelResults(Map<EngineName, String> engines) {
        this.engines = engines;
    }

    Set<EngineName> engines() {
        return engines.keySet();
    }

    void add(EngineName engine, Workload workload, int batch, double itemsPerSecond) {
        add(items, new Cell(engine, workload, batch), itemsPerSecond);
    }

    void addPlain(Workload workload, int batch, double itemsPerSecond) {
        add(plain, new Cell(EngineName.BELLWETHER, workload, batch), itemsPerSecond);
    }

    void addPeak(double flopsPerSecond) {
        peaks.add(flopsPerSecond);
    }

    private static void add(Map<Cell, List<Double>> to, Cell cell, double value) {
        to.computeIfAbsent(cell, c -> new ArrayList<>()).add(value);
    }

    private double get(EngineName engine, Workload workload, int batch) {
        return median(items.getOrDefault(new Cell(engine, workload, batch), List.of()));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return n == 0 ? Double.NaN : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    void describe(Report report) {
        List<EngineName> others = engines.keySet().stream()
                .filter(name -> name != EngineName.BELLWETHER)
                .toList();
        List<String> titles = new ArrayList<>(List.of("network", "batch", engines.get(EngineName.BELLWETHER), "plain"));
        others.forEach(other -> titles.add(engines.get(other)));
        others.forEach(other -> titles.add("to " + engines.get(other).replaceFirst(" [0-9].*", "")));
        Table table = new Table(titles);
        forEachRow((workload, batch) -> {
            double ours = get(EngineName.BELLWETHER, workload, batch);
            Cell cell = new Cell(EngineName.BELLWETHER, workload, batch);
            List<String> row = new ArrayList<>(List.of(
                    workload.title(),
                    Integer.toString(batch),
                    Table.number(ours),
                    Table.number(median(plain.getOrDefault(cell, List.of())))));
            others.forEach(other -> row.add(Table.number(get(other, workload, batch))));
            others.forEach(other -> row.add(Table.ratio(ours / get(other, workload, batch))));
            table.row(row);
        });
        report.heading("Items a second on one core");
        report.paragraph("Small: 8 sensors, hidden 64, 64 steps, latent 16. Large: 32 sensors, hidden 128, 128 steps. A"
                + " step carries its state on; a predictor's window has a forecast after each frame, an autoencoder's is"
                + " rebuilt whole, or, in the last rows, only its newest frame, which is what is scored. Plain: without"
                + " the Vector API. The last columns say how many times as fast Bellwether is.");
        report.block(table.lines());
        share(report);
    }

    private void share(Report report) {
        double peak = median(peaks);
        Table table = new Table(List.of("hidden", "batch", "GFLOP/s in the gates", "of the peak"));
        for (Workload workload : SHARES) {
            for (int batch : new int[] {1, 32}) {
                double flops = get(EngineName.BELLWETHER, workload, batch) * workload.gateFlops();
                table.row(List.of(
                        workload.shape().hidden().get(0).toString(),
                        Integer.toString(batch),
                        Table.number(flops / 1e9),
                        Table.percent(flops / peak)));
            }
        }
        report.heading("Distance to the machine");
        report.paragraph(String.format(
                Locale.ROOT,
                "The core does %.1f GFLOP/s in fused multiply-adds on registers, the median of measurements"
                        + " spread over the same run. Counted are the multiply-adds of the gate matrices only, in whole windows of the predictor.",
                peak / 1e9));
        report.block(table.lines());
    }

    private interface Row {
        void with(Workload workload, int batch);
    }

    private static void forEachRow(Row row) {
        for (Workload workload : Workload.values()) {
            row.with(workload, 1);
            row.with(workload, 32);
        }
    }
}
