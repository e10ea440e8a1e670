/** The whole system in one command, on a real broker and a simulated plant. */
@NullMarked
package io.bellwether.demo;

import org.jspecify.annotations.NullMarked;
