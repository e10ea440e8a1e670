/** The model as one file: what it holds, how it is written, and what is refused when it is read. */
@NullMarked
package io.bellwether.artifact;

import org.jspecify.annotations.NullMarked;
