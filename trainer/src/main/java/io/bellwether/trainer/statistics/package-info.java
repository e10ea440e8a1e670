/** Sums and order statistics that fitting, calibration and evaluation share. */
@NullMarked
package io.bellwether.trainer.statistics;

import org.jspecify.annotations.NullMarked;
