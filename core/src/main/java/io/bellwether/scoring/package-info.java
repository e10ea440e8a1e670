/** From a frame to a score: scaling, expectation, smoothed error, calibration. */
@NullMarked
package io.bellwether.scoring;

import org.jspecify.annotations.NullMarked;
