package io.bellwether.benchmarks;

import io.bellwether.benchmarks.pytorch.PyTorch;
import io.bellwether.benchmarks.training.TorchTrainee;
import io.bellwether.benchmarks.training.Trainee;
import io.bellwether.benchmarks.training.TrainingCase;
import io.bellwether.network.Kernels;
import io.bellwether.trainer.fit.BpttEngine;
import io.bellwether.trainer.fit.Dl4jEngine;
import io.bellwether.trainer.fit.Engine;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How fast networks are trained, against other engines. */
@Command(
        name = "train",
        description = "Trains the same networks with Bellwether's own engine, PyTorch and DL4J on one core;"
                + " about four minutes.")
final class TrainCommand implements Callable<Integer> {
    private static final double SAME_OUTPUTS = 1e-5;
    private static final double SAME_WAY = 0.05; // the others have Adam's epsilon at another place
    private static final int UPDATES = 20;

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    private PrintWriter out;

    @Override
    public Integer call() throws IOException {
        out = spec.commandLine().getOut();
        Machine machine = new Machine(Clock.systemUTC());
        options.prepare(machine, out);
        Map<String, Function<TrainingCase, Trainee>> engines = engines();
        String ours = engines.keySet().iterator().next();
        List<String> others = engines.keySet().stream().skip(1).toList();
        List<String> titles = new ArrayList<>(List.of("network", ours));
        titles.addAll(others);
        others.forEach(other -> titles.add("to " + other.replaceFirst(" [0-9].*", "")));
        Table table = new Table(titles);
        for (TrainingCase training : TrainingCase.values()) {
            Map<String, Double> rates = measure(training, engines);
            List<String> row = new ArrayList<>(List.of(training.title(), Table.number(rates.get(ours))));
            others.forEach(other -> row.add(Table.number(rates.get(other))));
            others.forEach(other -> row.add(Table.ratio(rates.get(ours) / rates.get(other))));
            table.row(row);
        }
        Report report = new Report("Training");
        report.paragraph("`./bellwether bench train" + (options.quick ? " --quick" : "") + "`: windows a second in"
                + " training on one core, float32, 8 sensors. The same weights to begin with, the same batch, mean squared"
                + " error, gradients clipped at norm 1, Adam. Before it is timed, every engine's outputs are held to"
                + " Bellwether's, at the beginning (1e-5) and after " + UPDATES
                + " updates (5 % of the way they went). Seconds are those in which the one thread had the core, so that"
                + " other work on the machine counts little.");
        report.block(machine.lines());
        report.block(table.lines());
        report.publish(out, options.results("train"));
        return 0;
    }

    private Map<String, Function<TrainingCase, Trainee>> engines() {
        Map<String, Function<TrainingCase, Trainee>> engines = new LinkedHashMap<>();
        Engine dl4j = new Dl4jEngine();
        Engine bptt = new BpttEngine(dl4j);
        engines.put("Bellwether (" + Kernels.active() + ")", training -> Trainee.of(bptt, training));
        try {
            ai.djl.engine.Engine pytorch = PyTorch.engine();
            engines.put(PyTorch.title(pytorch), training -> new TorchTrainee(pytorch, training));
        } catch (RuntimeException | LinkageError e) {
            out.println("pytorch does not run on this machine: " + e);
        }
        engines.put("DL4J " + dl4j.libraries().get("deeplearning4j"), training -> Trainee.of(dl4j, training));
        return engines;
    }

    /** Windows a second. */
    private Map<String, Double> measure(TrainingCase training, Map<String, Function<TrainingCase, Trainee>> engines) {
        Map<String, Trainee> trainees = new LinkedHashMap<>();
        Map<String, Rounds.Contestant> contestants = new LinkedHashMap<>();
        engines.forEach((name, engine) -> {
            Trainee trainee = engine.apply(training);
            trainees.put(name, trainee);
            contestants.put(name, trainee::update);
        });
        requireSame(training, trainees, SAME_OUTPUTS);
        Trainee ours = trainees.values().iterator().next();
        float[] start = ours.outputs();
        for (int update = 0; update < UPDATES; update++) {
            trainees.values().forEach(Trainee::update);
        }
        requireSame(training, trainees, SAME_WAY * largestDifference(start, ours.outputs()));
        Rounds rounds = options.quick
                ? new Rounds(Duration.ofSeconds(2), Duration.ofSeconds(1), 3)
                : new Rounds(Duration.ofSeconds(5), Duration.ofSeconds(3), 5);
        Map<String, Double> rates = new LinkedHashMap<>();
        rounds.run(contestants).forEach((name, updates) -> {
            rates.put(name, updates * training.windows());
            out.println(training.title() + ", " + name + ": " + Table.number(rates.get(name)) + " windows/s");
            out.flush();
        });
        trainees.values().forEach(Trainee::close);
        return rates;
    }

    /** Every engine's outputs are ours, but for this much. */
    private static void requireSame(TrainingCase training, Map<String, Trainee> trainees, double tolerance) {
        float[] expected = trainees.values().iterator().next().outputs();
        trainees.forEach((name, trainee) -> {
            double difference = largestDifference(trainee.outputs(), expected);
            if (!(difference <= tolerance)) {
                throw new IllegalStateException(training.title() + ", " + name + ": outputs differ by " + difference
                        + ", allowed is " + tolerance);
            }
        });
    }

    private static double largestDifference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = Math.abs((double) a[i] - b[i]);
            largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
        }
        return largest;
    }
}
