package io.bellwether.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class KafkaLinkTest {
    private final AtomicLong now = new AtomicLong();
    private final KafkaLink link = new KafkaLink(now::get);
    private double age;

    @Test
    void beforeItCanBeKnown_isUp() {
        assertThat(link.getAsBoolean()).isTrue();
    }

    @Test
    void heartbeats_ceaseAndReturn_isDownMeanwhile() {
        link.observe(() -> Map.of(name("last-heartbeat-seconds-ago"), metric(age), name("other"), metric(999)));

        age = -1; // none yet
        assertThat(later()).isTrue();
        age = 3;
        assertThat(later()).isTrue();
        age = 11;
        assertThat(link.getAsBoolean()).as("looks once a second").isTrue();
        assertThat(later()).isFalse();
        age = 0;
        assertThat(later()).isTrue();
    }

    private boolean later() {
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        return link.getAsBoolean();
    }

    private static MetricName name(String name) {
        return new MetricName(name, "group", "", Map.of());
    }

    private static Metric metric(double value) {
        return new Metric() {
            @Override
            public MetricName metricName() {
                return name(value == 999 ? "other" : "last-heartbeat-seconds-ago");
            }

            @Override
            public Object metricValue() {
                return value;
            }
        };
    }
}
