/** The training loop: windows, batches, learning rate, early stopping, and the engine that takes the gradients. */
@NullMarked
package io.bellwether.trainer.fit;

import org.jspecify.annotations.NullMarked;
