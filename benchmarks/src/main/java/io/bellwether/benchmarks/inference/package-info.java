/** The same network, with the same weights, scored by every engine. */
@NullMarked
package io.bellwether.benchmarks.inference;

import org.jspecify.annotations.NullMarked;
