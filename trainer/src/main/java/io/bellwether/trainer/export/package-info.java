/** Weights on their way between DL4J and the kernel, and the proof that both compute the same. */
@NullMarked
package io.bellwether.trainer.export;

import org.jspecify.annotations.NullMarked;
