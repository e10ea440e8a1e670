package io.bellwether.detector.cluster;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;

/** Tells a fault of the cluster from a fault of this program, and says it in one line. */
public final class KafkaFaults {
    private KafkaFaults() {}

    /** Whether the cluster, not this program, is at fault. */
    public static boolean isClusters(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException
                    || cause instanceof AuthorizationException
                    || cause instanceof AuthenticationException
                    || cause instanceof MissingSourceTopicException
                    || isUnresolvable(cause)) {
                return true;
            }
        }
        return false;
    }

    /** One line: what the cluster refused or failed to do, and what to do about it. */
    public static String explain(Throwable fault, String action, String bootstrap) {
        Throwable cause = root(fault);
        if (cause instanceof AuthorizationException) {
            return "Kafka at " + bootstrap + " gives no permission to " + action + ": " + line(cause)
                    + "; grant it to this principal";
        }
        if (cause instanceof SslAuthenticationException) {
            return "Kafka at " + bootstrap + ": the TLS handshake failed: " + line(cause) + "; check kafka.ssl.*";
        }
        if (cause instanceof AuthenticationException) {
            return "Kafka at " + bootstrap + " does not accept the login: " + line(cause)
                    + "; check kafka.security.protocol and kafka.sasl.*";
        }
        return "Kafka at " + bootstrap + " failed to " + action + ": " + line(cause);
    }

    private static boolean isUnresolvable(Throwable cause) {
        return cause instanceof KafkaException
                && String.valueOf(cause.getMessage()).contains("No resolvable bootstrap");
    }

    /** What stands behind the wrappers of futures and threads. */
    static Throwable root(Throwable fault) {
        Throwable cause = fault;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        for (Throwable next = cause; next != null; next = next.getCause()) {
            if (next instanceof AuthorizationException || next instanceof AuthenticationException) {
                return next;
            }
        }
        return cause;
    }

    private static String line(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
