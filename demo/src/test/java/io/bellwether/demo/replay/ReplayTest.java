package io.bellwether.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final List<Telemetry> MINUTES = IntStream.range(0, 10)
            .mapToObj(minute -> new Telemetry("a", minute * 60_000L, "{}"))
            .toList();

    private final AtomicLong clock = new AtomicLong(77);
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void sendDue_sixtyTimesRealTime_oneRecordASecond() {
        Replay replay = new Replay(producer, "t", MINUTES, 60, clock::get);

        replay.sendDue();
        assertThat(producer.history()).hasSize(1);

        clock.addAndGet(Duration.ofMillis(2_999).toNanos());
        replay.sendDue();
        assertThat(producer.history()).hasSize(3);
        assertThat(replay.position()).isEqualTo("1970-01-01T00:02:00Z");
        assertThat(replay.isDone()).isFalse();

        clock.addAndGet(Duration.ofHours(1).toNanos());
        replay.sendDue();
        replay.sendDue();
        assertThat(producer.history())
                .hasSize(10)
                .extracting(sent -> sent.timestamp())
                .isSorted();
        assertThat(replay.isDone()).isTrue();
        assertThat(replay.sent()).isEqualTo(replay.size());
    }

    @Test
    void sendDue_refusedRecord_throwsAtTheNextCall() {
        MockProducer<byte[], byte[]> refusing =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        Replay replay = new Replay(refusing, "t", MINUTES, 60, clock::get);
        replay.sendDue();

        refusing.errorNext(new TopicAuthorizationException("no"));

        assertThatThrownBy(replay::sendDue).isInstanceOf(ClusterException.class).hasMessageContaining("topic t");
    }

    @Test
    void replay_speedZero_isRefused() {
        assertThatThrownBy(() -> new Replay(producer, "t", MINUTES, 0, clock::get))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
