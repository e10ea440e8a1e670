package io.bellwether.demo.processes;

/** The detector did not start, or has ended. */
public final class DetectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DetectorException(String message) {
        super(message);
    }

    DetectorException(String message, Throwable cause) {
        super(message, cause);
    }
}
