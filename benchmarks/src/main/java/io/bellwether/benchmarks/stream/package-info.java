/** The stream end to end: a real broker, and the detector beside the topologies it is held against. */
@NullMarked
package io.bellwether.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
