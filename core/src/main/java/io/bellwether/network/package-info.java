/** The recurrent networks and their layers: immutable weights, separate state, steps that allocate nothing. */
@NullMarked
package io.bellwether.network;

import org.jspecify.annotations.NullMarked;
