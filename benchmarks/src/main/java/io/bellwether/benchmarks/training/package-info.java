/** The same network, from the same weights, trained on the same batch by every engine. */
@NullMarked
package io.bellwether.benchmarks.training;

import org.jspecify.annotations.NullMarked;
