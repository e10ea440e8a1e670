/** Handing a model to the running detectors. */
@NullMarked
package io.bellwether.trainer.publish;

import org.jspecify.annotations.NullMarked;
