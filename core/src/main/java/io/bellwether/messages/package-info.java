/** The bytes on the outside topics: telemetry in, JSON or Avro, scores and alerts out. Knows bytes, not Kafka. */
@NullMarked
package io.bellwether.messages;

import org.jspecify.annotations.NullMarked;
