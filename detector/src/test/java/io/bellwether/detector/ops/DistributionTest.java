package io.bellwether.detector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {
    private final Distribution distribution = new Distribution(Metric.SCORE_THRESHOLD_RATIO, 0.5, 1);

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 0",
        "0.5, 1, 0, 0",
        "0.51, 0, 1, 0",
        "1, 0, 1, 0",
        "7, 0, 0, 1",
        "Infinity, 0, 0, 1",
        "NaN, 0, 0, 0"
    })
    void add_value_isCountedUpToItsBound(double value, long first, long second, long rest) {
        distribution.add(value);

        assertThat(counts()).containsExactly(first, second, rest);
        assertThat(distribution.collect().getDataPoints().get(0).getSum()).isNotNaN();
    }

    @Test
    void add_byThreadsAtOnce_losesNothing() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(4);
        Thread[] threads = IntStream.range(0, 4)
                .mapToObj(t -> new Thread(() -> {
                    ready.countDown();
                    awaitUninterrupted(ready);
                    for (int n = 0; n < 10_000; n++) {
                        distribution.add(n % 2 == 0 ? 0.25 : 2);
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(counts()).containsExactly(20_000, 0, 20_000);
        assertThat(distribution.collect().getDataPoints().get(0).getSum()).isEqualTo(45_000);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long[] counts() {
        return distribution.collect().getDataPoints().get(0).getClassicBuckets().stream()
                .mapToLong(bucket -> bucket.getCount())
                .toArray();
    }
}
