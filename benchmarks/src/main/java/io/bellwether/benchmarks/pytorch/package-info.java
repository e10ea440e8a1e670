/** PyTorch by way of DJL: the networks in its terms, to score and to train. */
@NullMarked
package io.bellwether.benchmarks.pytorch;

import org.jspecify.annotations.NullMarked;
