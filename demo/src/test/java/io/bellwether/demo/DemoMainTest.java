package io.bellwether.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.demo.processes.Resources;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DemoMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        try (Resources resources = new Resources()) {
            CommandLine line = DemoMain.commandLine(resources);
            line.setOut(new PrintWriter(out, true));
            line.setErr(new PrintWriter(err, true));
            return line.execute(arguments);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--seconds 0         | --seconds must be at least 1, not 0",
                "--seconds soon      | 'soon' is not an int",
                "--speed -3          | --speed must be greater than zero, not -3.0",
                "--speed 5 --seconds 5 | are mutually exclusive",
                "--bootstrap=        | --bootstrap must not be empty",
                "--fast              | --fast",
                "now                 | 'now'",
            })
    void execute_badUsage_exits2WithOneLine(String arguments, String part) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .hasSize(1)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("bellwether demo: ")
                        .contains(part)
                        .endsWith("see bellwether demo --help"));
    }

    @Test
    void execute_help_namesEveryOptionAndExitCode() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains("--seconds", "--speed", "--keep", "--bootstrap", "Exit codes", "every fault was alerted");
    }

    @Test
    void speedFor_recordingOfAnHour_fillsTheSeconds() {
        Duration hour = Duration.ofHours(1);

        assertThat(new DemoSettings(60, OptionalDouble.empty(), false, Optional.empty()).speedFor(hour))
                .isEqualTo(60);
        assertThat(new DemoSettings(60, OptionalDouble.of(5), false, Optional.empty()).speedFor(hour))
                .isEqualTo(5);
    }

    @Test
    void stopwatch_phases_addUp() {
        AtomicLong clock = new AtomicLong();
        Stopwatch watch = new Stopwatch(Instant.parse("2026-01-02T03:04:05Z"), clock::get);

        watch.begin("broker");
        clock.addAndGet(4_000_000_000L);
        watch.begin("training");
        clock.addAndGet(18_500_000_000L);
        watch.end();
        clock.addAndGet(1_000_000_000L);

        assertThat(watch.report()).isEqualTo("22.5 s = broker 4.0 s + training 18.5 s");
        assertThat(watch.startedAt()).isEqualTo("20260102-030405");
    }

    @Test
    void sampleFolder_checkout_isThePublishedOne(@TempDir Path work) throws Exception {
        Path folder = SampleFolder.find(work);

        assertThat(folder.resolve("train.yaml")).exists();
        assertThat(folder.resolve("test/pump-1.csv")).exists();
        assertThat(Files.isSameFile(folder, work)).isFalse();
    }
}
