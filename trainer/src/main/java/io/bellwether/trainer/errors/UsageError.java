package io.bellwether.trainer.errors;

/** Options or a config file that make no sense. */
public final class UsageError extends UserError {
    /** The exit code. */
    public static final int CODE = 2;

    private static final long serialVersionUID = 1L;

    public UsageError(String message) {
        super(CODE, message);
    }

    public UsageError(String message, Throwable cause) {
        super(CODE, message, cause);
    }
}
