/** Labelled readings on their way into the telemetry topic, and records on their way back. */
@NullMarked
package io.bellwether.demo.replay;

import org.jspecify.annotations.NullMarked;
