/** The bytes on the outside topics: telemetry in and scores out, in JSON or Avro, alerts out. Knows bytes, not Kafka. */
@NullMarked
package io.bellwether.messages;

import org.jspecify.annotations.NullMarked;
