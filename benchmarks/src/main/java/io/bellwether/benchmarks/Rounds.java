package io.bellwether.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contestants in one JVM, taking turns, so that all meet the same machine; timed by what their thread had of the core.
 *
 * @param warmUp of each
 * @param turn of each in a round
 * @param rounds an odd number: the median counts
 */
record Rounds(Duration warmUp, Duration turn, int rounds) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Something that is done over and over. */
    interface Contestant {
        /** Does it some times. */
        void run();
    }

    /** Calls a second of the core's time, the median of the rounds. */
    Map<String, Double> run(Map<String, Contestant> contestants) {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        contestants.forEach((name, contestant) -> {
            time(contestant, warmUp);
            rates.put(name, new ArrayList<>());
        });
        for (int round = 0; round < rounds; round++) {
            contestants.forEach((name, contestant) -> rates.get(name).add(time(contestant, turn)));
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        rates.forEach(
                (name, all) -> medians.put(name, all.stream().sorted().toList().get(rounds / 2)));
        return medians;
    }

    private static double time(Contestant contestant, Duration duration) {
        long calls = 0;
        long begin = THREADS.getCurrentThreadCpuTime();
        long now;
        do {
            contestant.run();
            calls++;
            now = THREADS.getCurrentThreadCpuTime();
        } while (now - begin < duration.toNanos());
        return calls * 1e9 / (now - begin);
    }
}
