/** What the people on call see: metrics, health, the read-only API. */
@NullMarked
package io.bellwether.detector.ops;

import org.jspecify.annotations.NullMarked;
