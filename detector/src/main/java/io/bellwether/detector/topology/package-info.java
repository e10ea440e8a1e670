/** The way of a telemetry record through Kafka Streams. */
@NullMarked
package io.bellwether.detector.topology;

import org.jspecify.annotations.NullMarked;
