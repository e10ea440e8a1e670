/** What is remembered of every asset, on the heap and in the store. */
@NullMarked
package io.bellwether.detector.state;

import org.jspecify.annotations.NullMarked;
