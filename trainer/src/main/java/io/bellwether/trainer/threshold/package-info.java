/** From held-out scores to the threshold of an asset: a budget of false alarms, and the rules it is compared with. */
@NullMarked
package io.bellwether.trainer.threshold;

import org.jspecify.annotations.NullMarked;
