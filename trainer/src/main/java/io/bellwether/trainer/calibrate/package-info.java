/** What is normal for the errors of a network on data it was not trained on. */
@NullMarked
package io.bellwether.trainer.calibrate;

import org.jspecify.annotations.NullMarked;
