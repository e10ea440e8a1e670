/** A contest of kinds of networks on normal data with injected faults. */
@NullMarked
package io.bellwether.trainer.contest;

import org.jspecify.annotations.NullMarked;
