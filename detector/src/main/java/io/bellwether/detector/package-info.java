/** The detector: a Kafka Streams service that scores live readings. */
@NullMarked
package io.bellwether.detector;

import org.jspecify.annotations.NullMarked;
