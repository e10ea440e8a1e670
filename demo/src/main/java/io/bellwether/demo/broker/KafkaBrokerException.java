package io.bellwether.demo.broker;

/** The broker did not start, or not in time; the message holds the end of its log. */
public final class KafkaBrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KafkaBrokerException(String message) {
        super(message);
    }

    KafkaBrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
