package io.bellwether.trainer.errors;

/** Kafka does not answer, or does not let us in. */
public final class UnreachableError extends UserError {
    /** The exit code. */
    public static final int CODE = 4;

    private static final long serialVersionUID = 1L;

    public UnreachableError(String message) {
        super(CODE, message);
    }

    public UnreachableError(String message, Throwable cause) {
        super(CODE, message, cause);
    }
}
