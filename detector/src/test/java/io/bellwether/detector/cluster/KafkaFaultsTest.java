package io.bellwether.detector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaFaultsTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new TimeoutException("too slow"), true, "Kafka at k:1 failed to work: too slow"),
                Arguments.of(
                        new StreamsException("task 0_1", new TopicAuthorizationException(Set.of("secret"))),
                        true,
                        "Kafka at k:1 gives no permission to work: Not authorized to access topics: [secret]; grant it to"
                                + " this principal"),
                Arguments.of(
                        new ExecutionException(GroupAuthorizationException.forGroupId("bellwether")),
                        true,
                        "Kafka at k:1 gives no permission to work: Not authorized to access group: bellwether; grant it"
                                + " to this principal"),
                Arguments.of(
                        new ExecutionException(new SaslAuthenticationException("Authentication failed\nsecond line")),
                        true,
                        "Kafka at k:1 does not accept the login: Authentication failed; check kafka.security.protocol and"
                                + " kafka.sasl.*"),
                Arguments.of(
                        new SslAuthenticationException("handshake failed"),
                        true,
                        "Kafka at k:1: the TLS handshake failed: handshake failed; check kafka.ssl.*"),
                Arguments.of(
                        new MissingSourceTopicException("One or more source topics were missing"),
                        true,
                        "Kafka at k:1 failed to work: One or more source topics were missing"),
                Arguments.of(
                        new KafkaException("No resolvable bootstrap urls given in bootstrap.servers"),
                        true,
                        "Kafka at k:1 failed to work: No resolvable bootstrap urls given in bootstrap.servers"),
                Arguments.of(
                        new StreamsException("task 0_1", new NullPointerException("x")),
                        false,
                        "Kafka at k:1 failed to work: task 0_1"),
                Arguments.of(new RecordTooLargeException("big"), false, "Kafka at k:1 failed to work: big"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_isToldFromABugAndInOneLine(Throwable fault, boolean clusters, String line) {
        assertThat(KafkaFaults.isClusters(fault)).isEqualTo(clusters);
        assertThat(KafkaFaults.explain(fault, "work", "k:1")).isEqualTo(line);
    }
}
