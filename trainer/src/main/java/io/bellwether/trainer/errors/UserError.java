package io.bellwether.trainer.errors;

/**
 * Something the user can mend. The message is one line: what, where, what to do; the exit code tells scripts which sort
 * it is.
 */
public abstract sealed class UserError extends RuntimeException permits UsageError, RefusedError, UnreachableError {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    UserError(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    UserError(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The exit code of the program. */
    public int exitCode() {
        return exitCode;
    }
}
