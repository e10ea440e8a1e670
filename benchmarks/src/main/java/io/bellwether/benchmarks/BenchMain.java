package io.bellwether.benchmarks;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The entry point: parses, measures, and answers with an exit code. */
@Command(
        name = "bench",
        description = "Measures Bellwether side by side with what could stand in its place.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AttributionCommand.class,
            KernelCommand.class,
            LatencyCommand.class,
            QualityCommand.class,
            StreamCommand.class,
            TrainCommand.class
        })
public final class BenchMain implements Runnable {
    private static final int BUG = 1;
    private static final int USAGE = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and exit.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-benchmarks.xml");
        }
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /**
     * Runs one command.
     *
     * @return 0 fine, 1 bug, 2 usage
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new BenchMain());
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler((e, arguments) -> {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            err.println("bellwether: " + e.getMessage() + ": see " + command + " --help");
            return USAGE;
        });
        line.setExecutionExceptionHandler((e, command, result) -> {
            e.printStackTrace(err);
            return BUG;
        });
        return line.execute(args);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(new CommandLine(this), "no command given");
    }
}
