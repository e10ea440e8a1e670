package io.bellwether.trainer;

import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.errors.UserError;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The entry point: parses, runs one subcommand, and answers with an exit code. */
@Command(
        name = "bellwether",
        description = "Trains, judges and publishes models.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TrainCommand.class,
            ScoreCommand.class,
            EvaluateCommand.class,
            BacktestCommand.class,
            InspectCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            PublishCommand.class
        })
public final class TrainerMain implements Runnable {
    private static final int BUG = 1;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and exit.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-trainer.xml");
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
     * @return 0 fine, 1 bug, 2 usage or config, 3 model or data refused, 4 Kafka unreachable
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new TrainerMain());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((e, arguments) -> {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            err.println("bellwether: " + firstLine(e) + ": see " + command + " --help");
            return UsageError.CODE;
        });
        line.setExecutionExceptionHandler((e, command, result) -> {
            if (e instanceof UserError mistake) {
                err.println("bellwether: " + firstLine(mistake));
                return mistake.exitCode();
            }
            e.printStackTrace(err);
            err.println("bellwether: this is a bug; please report it with the lines above");
            return BUG;
        });
        return line.execute(args);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void run() {
        throw new UsageError(
                "no command is given: use train, score, evaluate, backtest, inspect, export, import or publish");
    }
}
