/** What can be set, where it is read from, and what is refused. */
@NullMarked
package io.bellwether.detector.config;

import org.jspecify.annotations.NullMarked;
