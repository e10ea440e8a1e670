package io.bellwether.detector;

import io.bellwether.detector.cluster.ClusterException;
import io.bellwether.detector.config.ConfigException;
import io.bellwether.detector.config.ConfigPrinter;
import io.bellwether.detector.config.DetectorConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code bellwether detect}: parse, build, run, exit code. */
@Command(
        name = "bellwether detect",
        mixinStandardHelpOptions = true,
        versionProvider = DetectorMain.Version.class,
        sortOptions = false,
        description = "Watches the telemetry topic: readings in, scores and alerts out.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped as asked (Ctrl-C, SIGTERM)",
            "1:a bug",
            "2:bad usage or configuration",
            "3:no model came in time (model-wait)",
            "4:Kafka unreachable, topic missing or no permission"
        },
        footer = {"", "All keys of the configuration: docs/CONFIG.md. Each can be set by a variable, too."})
public final class DetectorMain implements Callable<Integer> {
    private static final String LOGGING = "logback.configurationFile";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "configuration, YAML")
    private @Nullable Path file;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Kafka brokers; the key bootstrap-servers")
    private @Nullable String bootstrap;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "any key of the configuration, as often as needed")
    private final Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--print-config", description = "print the configuration in force, and stop")
    private boolean printConfig;

    private final Map<String, String> environment;

    DetectorMain(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Runs the detector in this process. */
    public static void main(String[] args) {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(
                    LOGGING, "detector-logback.xml"); // before the first logger is made: hence none in a field
        }
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /** The command, with the exit codes of the project. */
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new DetectorMain(environment))
                .setParameterExceptionHandler(DetectorMain::badUsage)
                .setExecutionExceptionHandler(DetectorMain::failed);
    }

    private static int badUsage(ParameterException e, String[] args) {
        List<String> nearest =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.<String>of();
        String advice = nearest.isEmpty() ? "see --help" : "did you mean " + nearest.get(0) + "?";
        e.getCommandLine().getErr().println("bellwether detect: " + e.getMessage() + "; " + advice);
        return 2;
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        int code = exitCode(e);
        if (code == 1) {
            log().error("bug", e);
        }
        command.getErr().println("bellwether detect: " + (code == 1 ? "bug: " + e : e.getMessage()));
        return code;
    }

    private static int exitCode(Exception e) {
        if (e instanceof ConfigException) {
            return 2;
        }
        if (e instanceof NoModelException) {
            return 3;
        }
        return e instanceof ClusterException ? 4 : 1;
    }

    @Override
    public Integer call() throws ConfigException, ClusterException, NoModelException, InterruptedException {
        String logFormat = environment.getOrDefault("BELLWETHER_LOG_FORMAT", "text");
        if (!List.of("text", "json").contains(logFormat)) {
            throw new ConfigException("BELLWETHER_LOG_FORMAT: '" + logFormat + "' is neither text nor json");
        }
        Map<String, String> set = new LinkedHashMap<>(overrides);
        if (bootstrap != null) {
            set.put("bootstrap-servers", bootstrap);
        }
        DetectorConfig config = DetectorConfig.load(Optional.ofNullable(file), environment, set);
        if (printConfig) {
            spec.commandLine().getOut().print(ConfigPrinter.yaml(config));
            spec.commandLine().getOut().flush();
            return 0;
        }
        run(config);
        return 0;
    }

    private static void run(DetectorConfig config)
            throws ConfigException, ClusterException, NoModelException, InterruptedException {
        AtomicBoolean ending = new AtomicBoolean();
        try (Detector detector = new Detector(config)) {
            Thread hook = new Thread(() -> stop(detector, ending), "shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                detector.run();
            } finally {
                ending.set(true);
            }
        }
    }

    /** A signal ends the JVM with a code of its own, unless it is halted: a stop that was asked for is a success. */
    private static void stop(Detector detector, AtomicBoolean ending) {
        if (ending.get()) {
            return;
        }
        log().info("stopping");
        detector.close();
        log().info("stopped");
        Runtime.getRuntime().halt(0);
    }

    private static Logger log() {
        return LoggerFactory.getLogger(DetectorMain.class);
    }

    /** From the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = DetectorMain.class.getPackage().getImplementationVersion();
            return new String[] {"bellwether " + (version == null ? "(development)" : version)};
        }
    }
}
