package io.bellwether.trainer.errors;

/** Data or a model that cannot be used. */
public final class RefusedError extends UserError {
    /** The exit code. */
    public static final int CODE = 3;

    private static final long serialVersionUID = 1L;

    public RefusedError(String message) {
        super(CODE, message);
    }

    public RefusedError(String message, Throwable cause) {
        super(CODE, message, cause);
    }
}
