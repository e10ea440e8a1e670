package io.bellwether.demo.replay;

/** Kafka does not answer, or does not let us. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
