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
import java.util.HashMap;
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
                        + " about a quarter of an hour.")
final class StreamCommand implements Callable<Integer> {
    private static final List<String> GUARANTEES = List.of("at_least_once", "exactly_once_v2");
    private static final String PASS = "pass-through";
    private static final String PARSE = "parse and write";

    @Mixin
    private BenchOptions options;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Only the predictor, with a flight recording into this file; prints the hottest methods.")
    private Path profile;

    @Option(names = "--avro", description = "With --profile: Avro records.")
    private boolean avro;

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
            compare(stage, machine);
        }
        return 0;
    }

    private void compare(Stage stage, Machine machine) throws IOException, InterruptedException {
        Report report = new Report("The stream, end to end");
        report.block(machine.lines());
        report.paragraph(text());
        Table starts = new Table(List.of(
                "", "first commit after s", "80 % of full speed after s", "heap after collection, MB", "resident, MB"));
        Map<String, Setting> settings = new HashMap<>();
        for (StreamScenario scenario : options.quick ? StreamScenario.quick() : StreamScenario.all()) {
            Setting setting = settings.get(scenario.topic());
            if (setting == null) {
                setting = new Setting(stage, scenario);
                settings.put(scenario.topic(), setting);
            }
            for (String inForce : GUARANTEES) {
                if (runs == 0) {
                    say("a first run, for the broker to warm up");
                    setting.measure(Subject.PASS_THROUGH, "", inForce, scenario.threads(), Optional.empty());
                }
                say("");
                say(scenario.title(inForce));
                Map<String, Throughput> rates = measure(setting, scenario, inForce);
                Table table = table(rates);
                table.lines().forEach(out::println);
                report.heading(scenario.title(inForce));
                report.block(table.lines());
                start(starts, scenario.title(inForce), rates);
            }
        }
        report.heading("Start and memory");
        report.paragraph(
                "From the start of the process, with a full topic to catch up with: JVM, connection, models, group,"
                        + " the network's warm-up, and the commit interval. Half a second at 80 % of what it does when warm counts"
                        + " as full speed. 1 GB of heap is allowed, and the collector takes what it is allowed.");
        report.block(starts.lines());
        report.publish(out, options.results("stream"));
    }

    private static String text() {
        return "One broker on the same machine; a topic of wide records, read from its beginning by one JVM after"
                + " the other (1 GB heap, the detector's own Kafka settings). Records a second are committed ones, over"
                + " the second half of what each did; where there are three rounds, in turn, their median. `parse and write`"
                + " reads each record as a Jackson tree and writes the mean of its sensors as JSON. Avro records have a"
                + " timestamp and doubles, without a header; the detector answers them with scores in Avro"
                + " (scores.format: avro), others with JSON. The detector has the trainer's default networks (4 members of"
                + " 16 units) with random weights, and writes a score for every frame. Allocated bytes and CPU time are the"
                + " stream thread's. Bytes out and changelog are compressed (lz4), on disk.";
    }

    /** A topic full of records, and models for its assets. */
    private final class Setting {
        private final Stage stage;
        private final String telemetry;
        private final Map<String, String> models = new LinkedHashMap<>(); // by kind: their topic
        private final Map<String, String> keys = new LinkedHashMap<>(); // of the configuration
        private final long records;

        Setting(Stage stage, StreamScenario scenario) throws IOException {
            this.stage = stage;
            telemetry = scenario.topic();
            records = (options.quick ? 1_000_000L : 2_000_000L) * 8 / scenario.sensors();
            say("filling a topic with " + records + " records of " + scenario.sensors() + " sensors");
            stage.fill(telemetry, scenario.format(), scenario.assets(), scenario.sensors(), records);
            for (String kind : scenario.kinds()) {
                String topic = "models-" + kind + "-" + telemetry;
                models.put(kind, topic);
                stage.publish(
                        topic,
                        RandomModel.files(
                                RandomModel.shape(kind, scenario.sensors()), 4, Frames.assets(scenario.assets())));
            }
            keys.putAll(more);
            if (scenario.format() == Frames.Format.AVRO) {
                keys.put("telemetry.format", "avro");
                Path schema = stage.write(telemetry + ".avsc", Frames.schema(scenario.sensors()));
                keys.put("telemetry.avro.schema", schema.toString());
                keys.putIfAbsent("scores.format", "avro");
            }
        }

        Throughput measure(Subject subject, String kind, String guarantee, int threads, Optional<Path> recording)
                throws InterruptedException {
            String topic = models.getOrDefault(kind, "none");
            Run run = new Run(subject, topic, telemetry, guarantee, threads, keys, "run-" + runs++);
            Duration limit = Duration.ofSeconds(options.quick ? 15 : 25);
            return Throughput.measure(stage, run, records, limit, recording);
        }
    }

    /** In turn: the machine has its moods. */
    private Map<String, Throughput> measure(Setting setting, StreamScenario scenario, String inForce)
            throws InterruptedException {
        Map<String, List<Throughput>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < scenario.rounds(); round++) {
            measure(rounds, PASS, setting, Subject.PASS_THROUGH, "", scenario.threads(), inForce);
            if (scenario.format() == Frames.Format.JSON) {
                measure(rounds, PARSE, setting, Subject.PARSE_AND_WRITE, "", scenario.threads(), inForce);
            }
            for (String kind : scenario.kinds()) {
                measure(rounds, "detector, " + kind, setting, Subject.DETECTOR, kind, scenario.threads(), inForce);
            }
        }
        Map<String, Throughput> rates = new LinkedHashMap<>();
        rounds.forEach((name, all) -> rates.put(name, Throughput.median(all)));
        return rates;
    }

    private static Table table(Map<String, Throughput> rates) {
        double pass = rates.get(PASS).recordsPerSecond();
        Throughput parsed = rates.get(PARSE);
        double parse = parsed == null ? Double.NaN : parsed.recordsPerSecond();
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
                Table.ratio(rate.recordsPerSecond() / parse),
                Table.ratio(rate.recordsPerSecond() / pass),
                Table.number(rate.allocatedPerRecord()),
                Table.number(rate.streamCpuMicrosPerRecord()),
                Table.number(rate.cores()),
                Table.number(rate.outBytesPerRecord()),
                Table.number(rate.changelogBytesPerRecord()))));
        return table;
    }

    private static void start(Table table, String title, Map<String, Throughput> rates) {
        rates.forEach((name, rate) -> table.row(List.of(
                title + ": " + name,
                Table.number(rate.start().seconds()),
                Table.number(rate.start().fullSpeedSeconds()),
                Long.toString(rate.start().heapAfterCollection() >> 20),
                Long.toString(rate.start().resident() >> 20))));
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
                        + " collection at the end: %d MB; resident: %d MB. Changelog on disk: %d MB.",
                assets,
                rate,
                minutes,
                guarantee,
                soak.heapAfterCollection() >> 20,
                soak.resident() >> 20,
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
        Frames.Format format = avro ? Frames.Format.AVRO : Frames.Format.JSON;
        Setting setting = new Setting(stage, new StreamScenario(format, 8, 100, 1, List.of("predictor"), 1));
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
