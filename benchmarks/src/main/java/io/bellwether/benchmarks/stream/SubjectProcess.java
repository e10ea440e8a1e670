package io.bellwether.benchmarks.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A subject in a child process with 1 GB of heap and the flags of the launcher. Ends with this process at the latest. */
final class SubjectProcess implements AutoCloseable {
    private static final String VECTORS = "jdk.incubator.vector";

    private final Process process;
    private final Path log;
    private final Writer in;
    private final BufferedReader out;

    private SubjectProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one, and returns at once.
     *
     * @param settings keys and values of the detector's configuration, {@code key=value}
     * @param recording where a flight recording goes, if there is to be one
     */
    static SubjectProcess start(Subject subject, List<String> settings, Path log, Optional<Path> recording) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:+UseG1GC",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=logback-benchmarks.xml"));
        if (ModuleFinder.ofSystem().find(VECTORS).isPresent()) {
            command.addAll(List.of("--add-modules", VECTORS));
        }
        recording.ifPresent(file -> command.addAll(List.of(
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints",
                "-XX:StartFlightRecording=settings=profile,jdk.ExecutionSample#period=10ms,delay=6s,dumponexit=true,filename="
                        + file)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SubjectMain.class.getName()));
        command.add(subject.name());
        command.addAll(settings);
        try {
            return new SubjectProcess(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + subject, e);
        }
    }

    /** What it has used up to now. */
    Stats stats() {
        return ask("stats");
    }

    /** The same, after a full collection. */
    Stats statsAfterCollection() {
        return ask("gc");
    }

    private Stats ask(String question) {
        try {
            in.write(question + "\n");
            in.flush();
            String line = out.readLine();
            while (line != null && !line.matches("\\d+( \\d+)+")) {
                line = out.readLine(); // the JVM's own remarks
            }
            if (line != null) {
                return Stats.parse(line);
            }
        } catch (IOException e) {
            throw ended(e);
        }
        throw ended(null);
    }

    private IllegalStateException ended(@org.jspecify.annotations.Nullable Exception cause) {
        try {
            return new IllegalStateException("the subject has ended; its log:\n" + Files.readString(log), cause);
        } catch (IOException e) {
            return new IllegalStateException("the subject has ended", e);
        }
    }

    /** Ends it; in order, as far as the JVM goes, when there is a recording to be written. */
    @Override
    public void close() {
        try {
            in.write("stop\n");
            in.flush();
            if (process.waitFor(20, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException gone) {
            // it has ended already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
