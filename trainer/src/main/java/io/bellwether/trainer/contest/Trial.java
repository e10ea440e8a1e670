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
 * @param sensor the one that is hit
 * @param values (frames from {@code from} to {@code to}) what that sensor reads, in its unit
 */
record Trial(SyntheticFault fault, int block, Stretch stretch, int from, int to, int sensor, List<Double> values) {}
