package io.bellwether.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every command takes. */
final class BenchOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and exit.")
    @SuppressWarnings("unused") // picocli reads it
    boolean help;

    @Option(names = "--quick", description = "Only a look, in two minutes; the figures are not to be trusted.")
    boolean quick;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "Where the tables go as well (default: benchmarks/results/COMMAND.md).")
    Path results;

    @Option(
            names = "--core",
            paramLabel = "NUMBER",
            description = "The core that what has one thread is held on (default: the last one).")
    Integer core;

    Path results(String command) {
        return results != null ? results : Path.of("benchmarks", "results", command + ".md");
    }

    /** Holds the process on one core, or says that it cannot. */
    void prepare(Machine machine, PrintWriter out) {
        if (!machine.pin(core != null ? core : machine.lastCore())) {
            out.println("not held on one core: there is no taskset here");
        }
        String threads = System.getenv("OMP_NUM_THREADS");
        if (!"1".equals(threads)) {
            out.println("OMP_NUM_THREADS is " + threads + "; set it to 1, so that every engine has one thread");
        }
        out.flush();
    }
}
