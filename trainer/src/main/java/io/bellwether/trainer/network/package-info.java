/** From a network's shape to DL4J's configuration of it. */
@NullMarked
package io.bellwether.trainer.network;

import org.jspecify.annotations.NullMarked;
