package io.bellwether.demo.broker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A running broker, alone in its cluster, in a child process.
 *
 * <p>It ends with {@link #close()}, and at the latest when this process ends, however that happens. A temporary folder is
 * removed with it. Ctrl-C on a terminal reaches this process but not the broker, so that clients can be closed first.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final int START_ATTEMPTS = 3;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final BrokerOptions options;
    private final BrokerFiles files;
    private final boolean temporary;
    private BrokerPorts ports;
    private Process process;
    private boolean closed;

    private KafkaBroker(BrokerOptions options, BrokerFiles files, boolean temporary, BrokerPorts ports) {
        this.options = options;
        this.files = files;
        this.temporary = temporary;
        this.ports = ports;
        this.process = launch();
    }

    /** Starts a broker with {@link BrokerOptions#defaults()} and waits until it answers. */
    public static KafkaBroker start() {
        return start(BrokerOptions.defaults());
    }

    /**
     * Starts a broker and waits until it answers. A folder that already holds a broker's data is taken up again.
     *
     * @throws KafkaBrokerException if it ends before or does not answer in time; nothing is left running then
     */
    public static KafkaBroker start(BrokerOptions options) {
        Path dir = options.dir().map(Path::toAbsolutePath).orElseGet(KafkaBroker::temporaryDir);
        KafkaBroker broker =
                new KafkaBroker(options, new BrokerFiles(dir), options.dir().isEmpty(), BrokerPorts.free());
        try {
            broker.awaitReadyOnSomePort();
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /** For {@code bootstrap.servers}; the same after a restart. */
    public String bootstrap() {
        return "127.0.0.1:" + ports.listener();
    }

    /** Where its data and log are. */
    public Path dir() {
        return files.dir();
    }

    /** What the broker and its JVM print. */
    public Path logFile() {
        return files.log();
    }

    /** Process id of the broker. */
    public synchronized long pid() {
        return process.pid();
    }

    public synchronized boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: no flush, no goodbye. Returns when the process is gone; {@link #restart()} brings it back. */
    public synchronized void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Shuts down in order; {@link #restart()} brings it back. A broker that does not manage in time is killed. */
    public synchronized void stop() {
        // Not Process.destroy(): it closes the pipe that tells the child whether its parent lives.
        process.toHandle().destroy();
        if (!awaitExit()) {
            kill();
        }
        closePipe();
    }

    /**
     * Starts again on the same data and port, after {@link #stop()} if it still runs, and waits until it answers.
     *
     * @throws KafkaBrokerException as {@link #start(BrokerOptions)}, but the folder stays
     */
    public synchronized void restart() {
        if (closed) {
            throw new IllegalStateException("the broker is closed");
        }
        stop();
        process = launch();
        try {
            awaitReady();
        } catch (RuntimeException e) {
            kill();
            throw e;
        }
    }

    /** Ends the broker; in a temporary folder at once, as nobody will read the data, otherwise in order. */
    @Override
    public synchronized void close() {
        closed = true;
        if (temporary) {
            kill();
            files.deleteAll();
        } else {
            stop();
        }
    }

    private static Path temporaryDir() {
        try {
            return Files.createTempDirectory("bellwether-kafka-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        files.write(ports, options.properties());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // The shell becomes the JVM (exec); it only makes it deaf to the terminal's Ctrl-C.
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                "trap '' INT; exec \"$@\"",
                "sh",
                java,
                "-Xmx" + options.maxHeapMegabytes() + "m",
                "-Dlogback.configurationFile=" + files.logging(),
                "-cp",
                absolute(options.classPath()),
                BrokerProcess.class.getName(),
                files.dir().toString(),
                temporary ? BrokerProcess.TEMPORARY : "");
        try {
            return new ProcessBuilder(command)
                    .directory(files.dir().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new KafkaBrokerException("cannot start " + java + ": " + e.getMessage(), e);
        }
    }

    /** The child works in another folder, so relative entries would be lost. */
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator)))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Free ports can be taken by others before the broker binds them: then it tries others. */
    private synchronized void awaitReadyOnSomePort() {
        for (int attempt = 1; ; attempt++) {
            try {
                awaitReady();
                return;
            } catch (KafkaBrokerException e) {
                if (attempt == START_ATTEMPTS || isAlive() || !files.logTail().contains("Address already in use")) {
                    throw e;
                }
                files.deleteLog();
                ports = BrokerPorts.free();
                process = launch();
            }
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + options.startTimeout().toNanos();
        // First the bare port: a client that finds nobody there fills the log with warnings.
        while (!listens()) {
            awaitMore(deadline);
        }
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap());
        try (Admin admin = Admin.create(config)) {
            while (!answers(admin)) {
                awaitMore(deadline);
            }
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.listener())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A broker that is not yet fit to lead partitions is missing in the cluster's description. */
    private static boolean answers(Admin admin) {
        try {
            return !admin.describeCluster()
                    .nodes()
                    .get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaBrokerException("interrupted while the broker started", e);
        }
    }

    private void awaitMore(long deadline) {
        try {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("ended with exit code " + process.exitValue() + " before it was ready");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaBrokerException("interrupted while the broker started", e);
        }
        if (System.nanoTime() - deadline > 0) {
            throw failed("was not ready after " + options.startTimeout().toSeconds() + " s");
        }
    }

    private KafkaBrokerException failed(String what) {
        return new KafkaBrokerException(
                "the Kafka broker on " + bootstrap() + " " + what + "; the end of its log:\n  " + files.logTail());
    }

    /** Waits through interrupts, which are kept for the caller: a child must not be left behind. */
    private boolean awaitExit() {
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

    private void closePipe() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
