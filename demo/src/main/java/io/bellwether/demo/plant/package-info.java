/**
 * A seeded simulator of a small plant: two pump loops, their sensors, and six faults with labels. The same seed gives
 * the same bytes on every platform; it made {@code sample-data} and feeds the demo.
 */
@NullMarked
package io.bellwether.demo.plant;

import org.jspecify.annotations.NullMarked;
