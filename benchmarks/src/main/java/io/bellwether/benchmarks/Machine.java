package io.bellwether.benchmarks;

import io.bellwether.network.Kernels;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where a measurement was taken. */
final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private final LocalDate date;
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final double loadBefore = load();
    private OptionalInt core = OptionalInt.empty();

    Machine(Clock clock) {
        date = LocalDate.now(clock);
    }

    /** The one that is told apart from the first, which has most of the system's own work. */
    int lastCore() {
        return cores - 1;
    }

    /**
     * Keeps this process, and those it starts, on one core, where the system has {@code taskset}.
     *
     * @param number of the core, from 0
     * @return whether it is so
     */
    boolean pin(int number) {
        try {
            Process taskset = new ProcessBuilder(
                            "taskset",
                            "-a",
                            "-c",
                            "-p",
                            Integer.toString(number),
                            Long.toString(ProcessHandle.current().pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (taskset.waitFor(10, TimeUnit.SECONDS) && taskset.exitValue() == 0) {
                core = OptionalInt.of(number);
            }
        } catch (IOException e) {
            core = OptionalInt.empty(); // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return core.isPresent();
    }

    /** Lines of Markdown. */
    List<String> lines() {
        String runs = core.isPresent() ? ", all on one of them" : "";
        return List.of(
                "- " + cpu() + ", " + cores + " cores" + runs + "; " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch"),
                "- JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + "), kernel "
                        + Kernels.active(),
                String.format(
                        Locale.ROOT,
                        "- %s; load average of the machine %.1f before, %.1f after (with the measurement itself)",
                        date,
                        loadBefore,
                        load()));
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String cpu() {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown CPU");
            } catch (IOException e) {
                return "unknown CPU";
            }
        }
        return "unknown CPU";
    }
}
