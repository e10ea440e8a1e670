/** How often an alert names the right sensor: models of all kinds, held to faults that somebody made. */
@NullMarked
package io.bellwether.demo.attribution;

import org.jspecify.annotations.NullMarked;
