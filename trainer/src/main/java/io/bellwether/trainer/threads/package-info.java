/** Work side by side, whose order never shows. */
@NullMarked
package io.bellwether.trainer.threads;

import org.jspecify.annotations.NullMarked;
