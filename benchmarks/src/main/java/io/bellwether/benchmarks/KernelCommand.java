package io.bellwether.benchmarks;

import io.bellwether.benchmarks.inference.EngineName;
import io.bellwether.benchmarks.inference.UnavailableEngineException;
import io.bellwether.benchmarks.inference.Workload;
import io.bellwether.network.Kernels;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How fast networks are scored, against other engines and against the machine. */
@Command(
        name = "kernel",
        description = "Scores the same networks with Bellwether, ONNX Runtime, PyTorch and DL4J on one core;"
                + " about twenty minutes.")
final class KernelCommand implements Callable<Integer> {
    private static final List<Integer> BATCHES = List.of(1, 32);
    private static final List<Integer> SENSORS = List.of(8, 50);
    private static final int ROUNDS = 3; // of all engines in turn: what else the machine does hits every one of them

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    private PrintWriter out;
    private Jmh jmh;

    @Override
    public Integer call() throws IOException {
        out = spec.commandLine().getOut();
        jmh = new Jmh(options.quick, !Kernels.active().equals("plain"));
        Machine machine = new Machine(Clock.systemUTC());
        options.prepare(machine, out);
        Map<EngineName, String> engines = engines();
        if (!jmh.vectors()) {
            out.println("no Vector API: start the JVM with --add-modules jdk.incubator.vector for the real figures");
        }
        KernelResults results = new KernelResults(engines);
        for (Workload workload : Workload.values()) {
            for (int batch : BATCHES) {
                score(workload, batch, results);
            }
        }
        Table allocation = allocation();
        Table forest = forest();
        Report report = new Report("Kernel");
        report.paragraph(
                "`./bellwether bench kernel" + (options.quick ? " --quick" : "") + "`: the same networks with the"
                        + " same weights, float32; every engine's outputs are held to Bellwether's (1e-5) before it is timed."
                        + " "
                        + (options.quick
                                ? ""
                                : "The engines take turns, " + ROUNDS
                                        + " rounds of them, and the median counts; plain loops have one. ")
                        + "Seconds are those in which the one thread had the core, so that other work on the machine"
                        + " counts little.");
        report.block(machine.lines());
        results.describe(report);
        report.heading("A reading's whole way");
        report.paragraph("Readings into `AssetPipeline`, scores out, one asset, the trainer's default networks (four"
                + " members of hidden size 16). Bytes are those allocated; the readings are made by the benchmark, and what is"
                + " left without them is the score that comes out: three arrays of doubles (contributions, observed,"
                + " expected), and the object that holds them unless the compiler sees through it.");
        report.block(allocation.lines());
        report.heading("Against a random cut forest");
        report.paragraph("The same frames of 8 sensors in one JVM on one core: `AssetPipeline` as above, and"
                + " `ThresholdedRandomCutForest` at its defaults (50 trees of 256 samples, shingle 1).");
        report.block(forest.lines());
        report.publish(out, options.results("kernel"));
        return 0;
    }

    private Map<EngineName, String> engines() {
        Map<EngineName, String> titles = new EnumMap<>(EngineName.class);
        for (EngineName name : EngineName.values()) {
            try {
                titles.put(name, name.open().title());
            } catch (UnavailableEngineException e) {
                out.println(e.getMessage());
            }
        }
        return titles;
    }

    private void score(Workload workload, int batch, KernelResults results) {
        for (int round = 0; round < (options.quick ? 1 : ROUNDS); round++) {
            for (EngineName engine : results.engines()) {
                if (engine != EngineName.BELLWETHER && workload == Workload.NEWEST) {
                    continue;
                }
                double items = items(jmh, engine, workload, batch);
                results.add(engine, workload, batch, items);
                say(engine.name(), workload, batch, items);
            }
        }
        if (!options.quick) {
            double items = items(jmh.plain(), EngineName.BELLWETHER, workload, batch);
            results.addPlain(workload, batch, items);
            say("BELLWETHER, plain loops", workload, batch, items);
        }
        if (jmh.vectors()) {
            double flops = Jmh.rate(jmh.run(FmaPeakBenchmark.class, Map.of(), 1))
                    * PeakLoop.onVectors().flops();
            results.addPeak(flops);
            out.printf("peak: %.1f GFLOP/s%n", flops / 1e9);
            out.flush();
        }
    }

    private static double items(Jmh jmh, EngineName engine, Workload workload, int batch) {
        Map<String, String> parameters =
                Map.of("engine", engine.name(), "workload", workload.name(), "batch", Integer.toString(batch));
        return batch * Jmh.rate(jmh.run(InferenceBenchmark.class, parameters, 1));
    }

    private void say(String who, Workload workload, int batch, double items) {
        out.println(workload.title() + ", batch " + batch + ", " + who + ": " + Table.number(items) + " items/s");
        out.flush();
    }

    private Table allocation() {
        Table table = new Table(List.of("network", "sensors", "frames/s", "bytes per frame", "without the readings"));
        double perReading = AssetPipelineBenchmark.bytesPerReading();
        for (String kind : List.of("predictor", "autoencoder")) {
            for (int sensors : SENSORS) {
                RunResult result = jmh.run(
                        AssetPipelineBenchmark.class, Map.of("kind", kind, "sensors", Integer.toString(sensors)), 1);
                double bytes = Jmh.bytesPerCall(result);
                table.row(List.of(
                        kind,
                        Integer.toString(sensors),
                        Table.number(Jmh.rate(result)),
                        Table.number(bytes),
                        Table.number(bytes - sensors * perReading)));
            }
        }
        return table;
    }

    private Table forest() {
        Map<String, Double> rates = new FrameRates(SENSORS.get(0)).measure(options.quick);
        double forest = rates.get(FrameRates.FOREST);
        Table table = new Table(List.of("detector", "frames/s", "times as fast as the forest"));
        rates.forEach((name, rate) -> table.row(List.of(name, Table.number(rate), Table.ratio(rate / forest))));
        return table;
    }
}
