/** The whole way of a reading to its alert, for one asset: the one thing that detector and trainer both drive. */
@NullMarked
package io.bellwether.pipeline;

import org.jspecify.annotations.NullMarked;
