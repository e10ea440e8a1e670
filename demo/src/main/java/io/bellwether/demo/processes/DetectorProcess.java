package io.bellwether.demo.processes;

import io.bellwether.detector.DetectorMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A running detector, in a child process: {@link DetectorMain} on a configuration file, as its users start it.
 *
 * <p>It ends with {@link #close()}, and at the latest when this process ends. Ctrl-C on a terminal reaches this process
 * but not the detector, so that it can be asked what it has counted. To start it again after {@link #kill()}, start
 * another one with the same options.
 */
public final class DetectorProcess implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("msg=\"admin server listens\" url=\"([^\"]+)\"");
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int HTTP_TIMEOUT_MILLIS = 5_000;
    private static final String VECTORS = "jdk.incubator.vector";
    private static final int TAIL_LINES = 15;

    private final DetectorOptions options;
    private final Process process;
    private final long logStart;

    private DetectorProcess(DetectorOptions options, Process process, long logStart) {
        this.options = options;
        this.process = process;
        this.logStart = logStart;
    }

    /** Starts a detector, and returns at once. */
    public static DetectorProcess start(DetectorOptions options) {
        try {
            Files.createDirectories(options.dir());
            Files.writeString(options.configFile(), options.yaml());
            long logStart = Files.exists(options.log()) ? Files.size(options.log()) : 0;
            ProcessBuilder builder = new ProcessBuilder(command(options))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(options.log().toFile()));
            // What is set for the detectors of this user is not meant for this one.
            builder.environment().keySet().removeIf(name -> name.startsWith("BELLWETHER_"));
            return new DetectorProcess(options, builder.start(), logStart);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a detector in " + options.dir(), e);
        }
    }

    private static List<String> command(DetectorOptions options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // The shell becomes the JVM (exec); it only makes it deaf to the terminal's Ctrl-C.
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "trap '' INT; exec \"$@\"",
                "sh",
                java,
                "-Xmx" + options.maxHeapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (ModuleFinder.ofSystem().find(VECTORS).isPresent()) {
            command.addAll(List.of("--add-modules", VECTORS));
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                OwnedDetector.class.getName(),
                "--config",
                options.configFile().toString()));
        return command;
    }

    /** Process id. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it prints. */
    public Path log() {
        return options.log();
    }

    /**
     * Waits until it processes readings.
     *
     * @throws DetectorException if it ends before, or is not ready in time; the message holds the end of its log
     */
    public void awaitReady(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!isReady()) {
            requireAlive(POLL);
            if (System.nanoTime() - deadline > 0) {
                throw failed("was not ready after " + timeout.toSeconds() + " s");
            }
        }
    }

    /**
     * Makes sure that it runs.
     *
     * @throws DetectorException if it has ended; the message holds the end of its log
     */
    public void requireAlive() {
        requireAlive(Duration.ZERO);
    }

    private void requireAlive(Duration patience) {
        Optional<Integer> code = awaitExit(patience);
        if (code.isPresent()) {
            throw failed("ended with exit code " + code.get());
        }
    }

    private boolean isReady() {
        return adminUri()
                .map(uri -> get(uri.resolve("/health/ready")).isPresent())
                .orElse(false);
    }

    /** The exit code, once it has ended; empty when it has not after this time. */
    public Optional<Integer> awaitExit(Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(process.exitValue())
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetectorException("interrupted while waiting for the detector", e);
        }
    }

    /** Where metrics and health are; empty until it has said so. */
    public Optional<URI> adminUri() {
        Matcher matcher = LISTENS.matcher(output());
        return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
    }

    /** Scrapes its metrics. */
    public MetricsPage metrics() {
        return adminUri()
                .flatMap(uri -> get(uri.resolve("/metrics")))
                .map(MetricsPage::new)
                .orElseThrow(() -> failed("does not answer at /metrics"));
    }

    /** The page, when the answer is 200. */
    private static Optional<String> get(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(HTTP_TIMEOUT_MILLIS);
            connection.setReadTimeout(HTTP_TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK
                        ? Optional.of(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        : Optional.empty();
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /** What this process, not one before it, has printed. */
    public String output() {
        try {
            byte[] all = Files.readAllBytes(options.log());
            int from = (int) Math.min(logStart, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DetectorException failed(String what) {
        List<String> lines = output().lines().toList();
        String tail =
                lines.stream().skip(Math.max(0, lines.size() - TAIL_LINES)).collect(Collectors.joining("\n  "));
        return new DetectorException("the detector " + what + "; the end of its log:\n  " + tail);
    }

    /** SIGKILL: no commit, no goodbye. Returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitGone();
    }

    /** SIGTERM, as Kubernetes would; one that does not end in time is killed. Returns the exit code. */
    public int stop() {
        // Not Process.destroy(): it closes the pipe that tells the child whether its parent lives.
        process.toHandle().destroy();
        if (!awaitGone()) {
            kill();
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    /** Waits through interrupts, which are kept for the caller: a child must not be left behind. */
    private boolean awaitGone() {
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
