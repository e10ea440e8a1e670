package io.bellwether.artifact;

/** A model file that is not what it claims to be; the message says what and where. */
public final class RefusedModelException extends Exception {
    private static final long serialVersionUID = 1L;

    public RefusedModelException(String message) {
        super(message);
    }

    public RefusedModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
