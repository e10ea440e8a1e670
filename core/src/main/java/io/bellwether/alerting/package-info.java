/** From scores to alerts: incidents that open, are updated and close. */
@NullMarked
package io.bellwether.alerting;

import org.jspecify.annotations.NullMarked;
