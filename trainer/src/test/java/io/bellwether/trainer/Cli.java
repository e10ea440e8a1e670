package io.bellwether.trainer;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line. */
public record Cli(int code, String out, String err) {
    /** Runs it. */
    public static Cli run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = TrainerMain.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Cli(code, out.toString(), err.toString());
    }

    /** The last line of the error stream. */
    public String lastError() {
        String[] lines = err.strip().split("\n", -1);
        return lines[lines.length - 1];
    }
}
