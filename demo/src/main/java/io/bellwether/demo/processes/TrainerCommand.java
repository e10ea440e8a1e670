package io.bellwether.demo.processes;

import io.bellwether.trainer.TrainerMain;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** One command of the trainer, as a user would type it. Runs in this process. */
public record TrainerCommand(List<String> arguments) {
    public TrainerCommand {
        arguments = List.copyOf(arguments);
    }

    public static TrainerCommand of(String... arguments) {
        return new TrainerCommand(List.of(arguments));
    }

    /** The command line, for a shell. */
    public String line() {
        return "bellwether " + arguments.stream().map(TrainerCommand::quote).collect(Collectors.joining(" "));
    }

    private static String quote(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@%+,-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** Runs it; the exit code. */
    public int run(PrintStream out, PrintStream err) {
        PrintWriter results = new PrintWriter(out, true, StandardCharsets.UTF_8);
        PrintWriter others = new PrintWriter(err, true, StandardCharsets.UTF_8);
        int code = TrainerMain.run(results, others, arguments.toArray(String[]::new));
        results.flush();
        others.flush();
        return code;
    }
}
