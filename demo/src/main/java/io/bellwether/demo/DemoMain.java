package io.bellwether.demo;

import io.bellwether.demo.broker.KafkaBrokerException;
import io.bellwether.demo.processes.DetectorException;
import io.bellwether.demo.processes.Resources;
import io.bellwether.demo.replay.ClusterException;
import io.bellwether.demo.report.Screen;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bellwether demo}: parse, build, run, exit code. */
@Command(
        name = "bellwether demo",
        mixinStandardHelpOptions = true,
        versionProvider = DemoMain.Version.class,
        sortOptions = false,
        description = {
            "The whole system in one go: starts a Kafka broker, trains a model for each of two simulated pumps,"
                    + " starts the detector, replays five days with twelve faults, and says which were found.",
            "Takes about a minute. Leaves nothing behind."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every fault was alerted and every reading is accounted for",
            "1:not so, or a bug",
            "2:bad usage",
            "3:model or data refused",
            "4:Kafka unreachable"
        })
public final class DemoMain implements Callable<Integer> {
    private final Resources resources;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ArgGroup
    private Pace pace = new Pace();

    @Option(names = "--keep", description = "Leave everything running at the end, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Use this Kafka cluster instead of a broker of our own; the topics made there stay.")
    private @Nullable String bootstrap;

    /** How fast. */
    private static final class Pace {
        @Option(
                names = "--seconds",
                paramLabel = "N",
                description = "How long the replay takes (" + DemoSettings.SECONDS + ").")
        private int seconds = DemoSettings.SECONDS;

        @Option(
                names = "--speed",
                paramLabel = "X",
                description = "Replay so many times faster than real time instead.")
        private @Nullable Double speed;
    }

    DemoMain(Resources resources) {
        this.resources = resources;
    }

    /** Runs the demo and ends the process with its exit code. */
    public static void main(String[] args) {
        Resources resources = new Resources();
        Runtime.getRuntime().addShutdownHook(new Thread(resources::close, "clean-up"));
        int code = commandLine(resources).execute(args);
        resources.close();
        System.exit(code);
    }

    /** The command, with the exit codes of the project. */
    static CommandLine commandLine(Resources resources) {
        CommandLine line = new CommandLine(new DemoMain(resources));
        line.setParameterExceptionHandler((e, arguments) -> {
            line.getErr().println("bellwether demo: " + firstLine(e) + "; see bellwether demo --help");
            return 2;
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (resources.isClosed()) {
                sleepForEver(); // Ctrl-C has taken the ground from under us; the clean-up ends the process
            }
            if (isTold(e)) {
                line.getErr().println("bellwether demo: " + e.getMessage());
                return e instanceof ClusterException ? 4 : 1;
            }
            e.printStackTrace(line.getErr());
            line.getErr().println("bellwether demo: this is a bug; please report it with the lines above");
            return 1;
        });
        return line;
    }

    /** Whether the message says it all. */
    private static boolean isTold(Exception e) {
        return e instanceof ClusterException
                || e instanceof KafkaBrokerException
                || e instanceof DetectorException
                || e instanceof IOException;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void sleepForEver() {
        while (true) {
            LockSupport.park();
        }
    }

    @Override
    public Integer call() throws IOException {
        DemoSettings settings = settings();
        return new Demo(
                        settings,
                        Screen.standard(System.getenv()),
                        resources,
                        new Stopwatch(Instant.now(Clock.systemUTC()), System::nanoTime))
                .run();
    }

    private DemoSettings settings() {
        try {
            return new DemoSettings(
                    pace.seconds,
                    pace.speed == null ? OptionalDouble.empty() : OptionalDouble.of(pace.speed),
                    keep,
                    Optional.ofNullable(bootstrap));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** From the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = DemoMain.class.getPackage().getImplementationVersion();
            return new String[] {"bellwether " + (version == null ? "(development)" : version)};
        }
    }
}
