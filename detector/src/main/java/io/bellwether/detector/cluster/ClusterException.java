package io.bellwether.detector.cluster;

/** The cluster cannot be used; the message is one line that says what, where and what to do. */
public final class ClusterException extends Exception {
    private static final long serialVersionUID = 1L;

    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
