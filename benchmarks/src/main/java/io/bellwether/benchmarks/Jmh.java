package io.bellwether.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs one benchmark at a time, each in JVMs of its own.
 *
 * @param quick for a look only: too short to be trusted
 * @param vectors whether those JVMs have the Vector API
 */
record Jmh(boolean quick, boolean vectors) {
    private static final List<String> FLAGS = List.of(
            "-Xmx1g",
            "-XX:+UseG1GC",
            "-Dlogback.configurationFile=logback-benchmarks.xml",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** The result of this benchmark with these parameters, with its allocation. */
    RunResult run(Class<?> benchmark, Map<String, String> parameters, int forks) {
        List<String> flags = new ArrayList<>(FLAGS);
        if (vectors) {
            flags.add("--add-modules=jdk.incubator.vector");
        }
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .jvmArgs(flags.toArray(String[]::new))
                .forks(quick ? 1 : forks)
                .warmupIterations(quick ? 1 : 3)
                .warmupTime(millis(quick ? 500 : 1000))
                .measurementIterations(quick ? 2 : forks > 1 ? 3 : 4)
                .measurementTime(millis(quick ? 250 : 1000));
        parameters.forEach(options::param);
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Collection<RunResult> results;
        try (PrintStream print = new PrintStream(log, true, StandardCharsets.UTF_8)) {
            OutputFormat format = OutputFormatFactory.createFormatInstance(print, VerboseMode.NORMAL);
            results = new Runner(options.build(), format).run();
        } catch (RunnerException e) {
            throw new IllegalStateException(log.toString(StandardCharsets.UTF_8), e);
        }
        if (results.size() != 1) {
            throw new IllegalStateException(results.size() + " results of\n" + log.toString(StandardCharsets.UTF_8));
        }
        return results.iterator().next();
    }

    /** The same without the Vector API. */
    Jmh plain() {
        return new Jmh(quick, false);
    }

    private static TimeValue millis(long millis) {
        return new TimeValue(millis, TimeUnit.MILLISECONDS);
    }

    /** Calls a second of the core's time. */
    static double rate(RunResult result) {
        return result.getPrimaryResult().getScore()
                * result.getSecondaryResults().get("onClock").getScore()
                / result.getSecondaryResults().get("onCore").getScore();
    }

    /** Bytes allocated in a call. */
    static double bytesPerCall(RunResult result) {
        return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
    }
}
