/** The production pipeline over files, and how good its alarms are. */
@NullMarked
package io.bellwether.trainer.evaluate;

import org.jspecify.annotations.NullMarked;
