package io.bellwether.trainer.contest;

import io.bellwether.trainer.data.FrameSeries.Stretch;
import java.util.List;

/**
 * One fault at one place of an asset's normal data.
 *
 * @param block whose frames it stands in; networks trained without that block judge it
 * @param stretch the frames without a gap around it
 * @param from its first frame
 * @param to the frame after its last
 * @param hits the sensors that read something else because of it
 */
record Trial(Injected fault, int block, Stretch stretch, int from, int to, List<Hit> hits) {
    /** @param values (frames of the fault) what the sensor reads, in its unit */
    record Hit(int sensor, List<Double> values) {}
}
