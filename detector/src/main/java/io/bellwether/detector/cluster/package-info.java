/** What the Kafka cluster must offer before the detector starts, and how its absence is told. */
@NullMarked
package io.bellwether.detector.cluster;

import org.jspecify.annotations.NullMarked;
