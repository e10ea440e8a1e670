package io.bellwether.detector;

/** There is no model to work with; the message is one line that says what to do. */
public final class NoModelException extends Exception {
    private static final long serialVersionUID = 1L;

    NoModelException(String message) {
        super(message);
    }
}
