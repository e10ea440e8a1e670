package io.bellwether.benchmarks.quality;

import java.util.List;

/**
 * Normal data to learn from, and what is to be judged after it.
 *
 * @param tests each by itself, and none that the training has seen
 */
record Trial(Part training, List<Part> tests) {
    Trial {
        tests = List.copyOf(tests);
    }
}
