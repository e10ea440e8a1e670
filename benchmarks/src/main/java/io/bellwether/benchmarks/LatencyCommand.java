package io.bellwether.benchmarks;

import io.bellwether.benchmarks.stream.Frames;
import io.bellwether.benchmarks.stream.Latency;
import io.bellwether.benchmarks.stream.Run;
import io.bellwether.benchmarks.stream.Stage;
import io.bellwether.benchmarks.stream.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How long a frame takes to its score. */
@Command(
        name = "latency",
        description = "Sends frames at a steady rate and measures how long they take through the detector and through a"
                + " pass-through topology; about eight minutes.")
final class LatencyCommand implements Callable<Integer> {
    private static final int SENSORS = 8;
    private static final String MODELS = "models-";

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    private PrintWriter out;
    private int runs;

    @Override
    public Integer call() throws IOException, InterruptedException {
        out = spec.commandLine().getOut();
        Machine machine = new Machine(Clock.systemUTC());
        Report report = new Report("From frame to score");
        List<Integer> rates = options.quick ? List.of(5000) : List.of(1000, 5000);
        List<String> guarantees =
                options.quick ? List.of("at_least_once") : List.of("at_least_once", "exactly_once_v2");
        try (Stage stage = Stage.open()) {
            for (int rate : rates) {
                stage.publish(
                        MODELS + rate,
                        RandomModel.files(RandomModel.shape("predictor", SENSORS), 4, Frames.assets(rate)));
            }
            Table table = new Table(List.of(
                    "ms", "p50", "p90", "p99", "p99.9", "max", "p99 to pass-through's", "frames", "missing", "cores"));
            for (String guarantee : guarantees) {
                for (int rate : rates) {
                    Latency bare = measure(stage, Subject.PASS_THROUGH, guarantee, rate);
                    Latency detector = measure(stage, Subject.DETECTOR, guarantee, rate);
                    if (!options.quick) { // in turn, as the machine may have had other things to do meanwhile
                        detector = detector.plus(measure(stage, Subject.DETECTOR, guarantee, rate));
                        bare = bare.plus(measure(stage, Subject.PASS_THROUGH, guarantee, rate));
                    }
                    row(table, Subject.PASS_THROUGH, guarantee, rate, bare, bare);
                    row(table, Subject.DETECTOR, guarantee, rate, detector, bare);
                }
            }
            report.block(machine.lines());
            report.paragraph(text());
            report.block(table.lines());
            report.publish(out, options.results("latency"));
        }
        return 0;
    }

    private static String text() {
        return "Open loop: frames of 8 sensors are sent at a steady rate, one a second for each asset, and every frame"
                + " counts from when it should have been sent until its output has been read (so that a stall counts for"
                + " all it holds up). Broker, sender, reader and subject on one machine; producer linger 1 ms; the"
                + " subject with the detector's own Kafka settings: producer linger 5 ms, commits every 100 ms, which"
                + " under exactly-once is also how long output may wait. The detector has a predictor of the trainer's"
                + " default shape (4 members).";
    }

    private Latency measure(Stage stage, Subject subject, String guarantee, int rate) throws InterruptedException {
        String id = "run-" + runs++;
        Run run = new Run(subject, MODELS + rate, id + "-telemetry", guarantee, 1, Map.of(), id);
        return Latency.measure(
                stage,
                run,
                SENSORS,
                rate,
                Duration.ofSeconds(options.quick ? 10 : 20),
                Duration.ofSeconds(options.quick ? 10 : 30));
    }

    private void row(Table table, Subject subject, String guarantee, int rate, Latency latency, Latency bare) {
        Histogram micros = latency.micros();
        List<String> row = List.of(
                subject.label() + ", " + guarantee + ", " + rate + " frames/s",
                millis(micros, 50),
                millis(micros, 90),
                millis(micros, 99),
                millis(micros, 99.9),
                millis(micros, 100),
                Table.ratio(
                        (double) micros.getValueAtPercentile(99) / bare.micros().getValueAtPercentile(99)),
                Long.toString(micros.getTotalCount()),
                Long.toString(latency.missing()),
                Table.number(latency.cores()));
        table.row(row);
        out.println(String.join("  ", row));
        out.flush();
    }

    private static String millis(Histogram micros, double percentile) {
        return Table.number(micros.getValueAtPercentile(percentile) / 1000.0);
    }
}
