/** From single readings to evenly spaced frames, in the event time of each asset. */
@NullMarked
package io.bellwether.series;

import org.jspecify.annotations.NullMarked;
