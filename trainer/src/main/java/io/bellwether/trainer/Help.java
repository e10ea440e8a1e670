package io.bellwether.trainer;

import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every command has: help, and the two streams to write to. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Help {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and exit.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    /** Results. */
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** Everything else. */
    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** Prints every distinct warning once. */
    Consumer<String> warnings() {
        Set<String> told = ConcurrentHashMap.newKeySet();
        return warning -> {
            if (told.add(warning)) {
                err().println("bellwether: note: " + warning);
            }
        };
    }
}
