package io.bellwether.detector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargestTest {
    private long now = Long.MAX_VALUE - 1; // such a clock may overflow
    private final Largest largest = new Largest(() -> now);

    @Test
    void seconds_nothingAdded_isZero() {
        assertThat(largest.seconds()).isZero();
    }

    @Test
    void seconds_severalAdded_isTheLargest() {
        largest.add(2_000_000);
        largest.add(3_500_000_000L);
        largest.add(1);

        assertThat(largest.seconds()).isEqualTo(3.5);
    }

    @Test
    void seconds_askedEveryMinute_isForgottenAfterTwoToFour() {
        largest.add(3_000_000_000L);
        for (int minute = 1; minute <= 3; minute++) {
            pass(Duration.ofMinutes(1));
            assertThat(largest.seconds()).as("minute %d", minute).isEqualTo(3);
        }
        largest.add(1_000_000_000L);
        pass(Duration.ofMinutes(1));

        assertThat(largest.seconds()).isEqualTo(1);
    }

    @Test
    void seconds_notAskedForAnHour_isTheLargestOfTheHour() {
        largest.add(3_000_000_000L);
        pass(Duration.ofHours(1));

        assertThat(largest.seconds()).isEqualTo(3);
    }

    @Test
    void add_byThreadsAtOnce_keepsTheLargest() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(4);
        Thread[] threads = IntStream.range(0, 4)
                .mapToObj(t -> new Thread(() -> {
                    ready.countDown();
                    awaitUninterrupted(ready);
                    for (long n = t; n <= 400_000; n += 4) {
                        largest.add(n);
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(largest.seconds()).isEqualTo(400_000 / 1e9);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
