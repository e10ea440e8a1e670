package io.bellwether.trainer;

import io.bellwether.trainer.errors.UsageError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many threads a command may use. */
final class ThreadOption {
    private static final int MANY = 64;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Networks, files or assets worked on at the same time (one per core); changes nothing in the"
                    + " result.")
    private @Nullable Integer threads;

    int threads() {
        int wanted = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (wanted < 1 || wanted > MANY) {
            throw new UsageError("--threads must lie between 1 and " + MANY + ", not " + wanted
                    + ", command line: leave it out to use every core");
        }
        return wanted;
    }
}
