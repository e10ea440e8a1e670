package io.bellwether.benchmarks;

import io.bellwether.benchmarks.stream.Frames;
import io.bellwether.benchmarks.stream.Profile;
import io.bellwether.benchmarks.stream.Run;
import io.bellwether.benchmarks.stream.Soak;
import io.bellwether.benchmarks.stream.Stage;
import io.bellwether.benchmarks.stream.Subject;
import io.bellwether.benchmarks.stream.Throughput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many records a second go through the detector, and through topologies that do less. */
@Command(
        name = "stream",
        description =
                "Replays a topic through the detector, a pass-through and a parse-and-write topology on one broker;"
                        + " about twenty minutes.")
final class StreamCommand implements Callable<Integer> {
    private static final List<String> GUARANTEES = List.of("at_least_once", "exactly_once_v2");
    private static final int ROUNDS = 3;
    private static final String PASS = "pass-through";
    private static final String PARSE = "parse and write";

    @Mixin
    private BenchOptions options;

    @Option(names = "--full", description = "Also 10 000 assets, and two threads; an hour and a half.")
    private boolean full;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Only the predictor, with a flight recording into this file; prints the hottest methods.")
    private Path profile;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Instead: a steady load for so long, and how the detector bears it.")
    private int minutes;

    @Option(names = "--assets", paramLabel = "N", description = "With --minutes: how many (default: 10 000).")
    private int assets = 10_000;

    @Option(names = "--rate", paramLabel = "N", description = "With --minutes: frames a second (default: 10 000).")
    private int rate = 10_000;

    @Option(
            names = "--guarantee",
            paramLabel = "G",
            description = "With --minutes or --profile (default: at_least_once).")
    private String guarantee = GUARANTEES.get(0);

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A key of the detector's configuration, for all subjects, to see what it brings.")
    private final Map<String, String> more = new LinkedHashMap<>();

    @Spec
    private CommandSpec spec;

    private PrintWriter out;
    private int runs;

    @Override
    public Integer call() throws IOException, InterruptedException {
        out = spec.commandLine().getOut();
        Machine machine = new Machine(Clock.systemUTC());
        try (Stage stage = Stage.open()) {
            if (profile != null) {
                profile(stage);
                return 0;
            }
            if (minutes > 0) {
                soak(stage, machine);
                return 0;
            }
            Report report = new Report("The stream, end to end");
            List<Table> tables = new ArrayList<>();
            List<String> headings = new ArrayList<>();
            for (int sensors : options.quick ? List.of(8) : List.of(8, 50)) {
                for (int assets : full ? List.of(100, 10_000) : List.of(100)) {
                    Setting setting = new Setting(stage, sensors, assets);
                    for (int threads : full ? List.of(1, 2) : List.of(1)) {
                        for (String guarantee : GUARANTEES) {
                            if (tables.isEmpty()) {
                                say("a first run, for the broker to warm up");
                                setting.measure(Subject.PASS_THROUGH, "", guarantee, threads, Optional.empty());
                            }
                            headings.add(sensors + " sensors, " + assets + " assets, " + threads
                                    + (threads == 1 ? " thread, " : " threads, ") + guarantee);
                            tables.add(table(setting, guarantee, threads));
                        }
                    }
                }
            }
            report.block(machine.lines());
            report.paragraph(text());
            for (int t = 0; t < tables.size(); t++) {
                report.heading(headings.get(t));
                report.block(tables.get(t).lines());
            }
            report.publish(out, options.results("stream"));
        }
        return 0;
    }

    private static String text() {
        return "One broker on the same machine; a topic of wide JSON records, read from its beginning by one JVM after"
                + " the other (1 GB heap, the detector's own Kafka settings). Records a second are committed ones, over"
                + " the second half of what each did, the median of three rounds. `parse and write` reads each record as a Jackson tree and writes"
                + " the mean of its sensors as JSON. The detector has the trainer's default networks (4 members of 16"
                + " units) with random weights, and writes a score for every frame. Allocated bytes and CPU time are the"
                + " stream thread's. Bytes out and changelog are compressed (lz4), on disk.";
    }

    /** A topic full of records, and models for its assets. */
    private final class Setting {
        private final Stage stage;
        private final String telemetry;
        private final Map<String, String> models = new LinkedHashMap<>(); // by kind: their topic
        private final long records;

        Setting(Stage stage, int sensors, int assets) {
            this.stage = stage;
            String name = sensors + "-" + assets;
            telemetry = "telemetry-" + name;
            records = (options.quick ? 1_000_000L : 3_000_000L) * 8 / sensors;
            say("filling a topic with " + records + " records of " + sensors + " sensors");
            stage.fill(telemetry, assets, sensors, records);
            for (String kind : List.of("predictor", "autoencoder")) {
                models.put(kind, "models-" + kind + "-" + name);
                stage.publish(
                        "models-" + kind + "-" + name,
                        RandomModel.files(RandomModel.shape(kind, sensors), 4, Frames.assets(assets)));
            }
        }

        Throughput measure(Subject subject, String kind, String guarantee, int threads, Optional<Path> recording)
                throws InterruptedException {
            String topic = models.getOrDefault(kind, "none");
            Run run = new Run(subject, topic, telemetry, guarantee, threads, more, "run-" + runs++);
            Duration limit = Duration.ofSeconds(options.quick ? 15 : 30);
            return Throughput.measure(stage, run, records, limit, recording);
        }
    }

    private Table table(Setting setting, String inForce, int threads) throws InterruptedException {
        Map<String, List<Throughput>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < (options.quick ? 1 : ROUNDS); round++) { // in turn: the machine has its moods
            measure(rounds, PASS, setting, Subject.PASS_THROUGH, "", threads, inForce);
            measure(rounds, PARSE, setting, Subject.PARSE_AND_WRITE, "", threads, inForce);
            for (String kind : options.quick ? List.of("predictor") : List.of("predictor", "autoencoder")) {
                measure(rounds, "detector, " + kind, setting, Subject.DETECTOR, kind, threads, inForce);
            }
        }
        Map<String, Throughput> rates = new LinkedHashMap<>();
        rounds.forEach((name, all) -> rates.put(name, Throughput.median(all)));
        Table table = new Table(List.of(
                "",
                "records/s",
                "of parse and write",
                "of pass-through",
                "allocated B/frame",
                "CPU us/frame",
                "cores",
                "out B/frame",
                "changelog B/frame"));
        rates.forEach((name, rate) -> table.row(List.of(
                name,
                Table.number(rate.recordsPerSecond()),
                Table.ratio(rate.recordsPerSecond() / rates.get(PARSE).recordsPerSecond()),
                Table.ratio(rate.recordsPerSecond() / rates.get(PASS).recordsPerSecond()),
                Table.number(rate.allocatedPerRecord()),
                Table.number(rate.streamCpuMicrosPerRecord()),
                Table.number(rate.cores()),
                Table.number(rate.outBytesPerRecord()),
                Table.number(rate.changelogBytesPerRecord()))));
        say(inForce + ":");
        table.lines().forEach(out::println);
        return table;
    }

    private void soak(Stage stage, Machine machine) throws IOException, InterruptedException {
        stage.publish("models", RandomModel.files(RandomModel.shape("predictor", 8), 4, Frames.assets(assets)));
        Run run = new Run(Subject.DETECTOR, "models", "telemetry", guarantee, 1, more, "run-" + runs++);
        Soak soak = Soak.measure(stage, run, assets, rate, Duration.ofSeconds(10), 6 * minutes);
        Table table = new Table(List.of("after s", "frames sent", "lag, frames", "lag, s", "cores", "heap used, MB"));
        for (Soak.Sample sample : soak.samples()) {
            table.row(List.of(
                    Long.toString(sample.seconds()),
                    Long.toString(sample.sent()),
                    Long.toString(sample.lag()),
                    Table.number((double) sample.lag() / rate),
                    Table.number(sample.cores()),
                    Long.toString(sample.heapUsed() >> 20)));
        }
        Report report = new Report("A steady load");
        report.block(machine.lines());
        report.paragraph(String.format(
                Locale.ROOT,
                "%d assets, %d frames a second of 8 sensors, %d minutes, predictor of 4 members, %s, one thread, 1 GB"
                        + " heap, after 10 s to warm up. Lag is what was sent and not committed yet. Heap after a full"
                        + " collection at the end: %d MB. Changelog on disk: %d MB.",
                assets,
                rate,
                minutes,
                guarantee,
                soak.heapAfterCollection() >> 20,
                soak.changelogBytes() >> 20));
        report.block(table.lines());
        report.publish(out, options.results("soak"));
    }

    private void measure(
            Map<String, List<Throughput>> rounds,
            String name,
            Setting setting,
            Subject subject,
            String kind,
            int threads,
            String inForce)
            throws InterruptedException {
        Throughput rate = setting.measure(subject, kind, inForce, threads, Optional.empty());
        rounds.computeIfAbsent(name, unused -> new ArrayList<>()).add(rate);
        say(name + ": " + Table.number(rate.recordsPerSecond()) + " records/s");
    }

    private void profile(Stage stage) throws IOException, InterruptedException {
        Setting setting = new Setting(stage, 8, 100);
        Throughput rate =
                setting.measure(Subject.DETECTOR, "predictor", guarantee, 1, Optional.of(profile.toAbsolutePath()));
        say(Table.number(rate.recordsPerSecond()) + " records/s with the recording on, "
                + Table.number(rate.streamCpuMicrosPerRecord()) + " us CPU and "
                + Table.number(rate.allocatedPerRecord()) + " B allocated a frame, "
                + Table.number(rate.outBytesPerRecord()) + " B out");
        Profile found = Profile.read(profile);
        show("in the method itself", found.self(), found.samples());
        show("in the method and what it calls", found.total(), found.samples());
    }

    private void show(String title, Map<String, Integer> counts, int samples) {
        Table table = new Table(List.of(title, "of " + samples + " samples"));
        Profile.top(counts, 60)
                .forEach(entry -> table.row(List.of(
                        entry.getKey(), String.format(Locale.ROOT, "%.1f %%", 100.0 * entry.getValue() / samples))));
        out.println();
        table.lines().forEach(out::println);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
