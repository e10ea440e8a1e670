package io.bellwether.benchmarks.quality;

import io.bellwether.trainer.evaluate.LabelledSeries;
import java.util.List;

/** Learns from a trial's training data and judges its tests. Safe to share between threads. */
interface Detector {
    String name();

    /** Whether a seed changes anything. */
    boolean isRandom();

    /** (tests) with scores and alarms. */
    List<LabelledSeries> judge(Trial trial, long seed);
}
