/** From CSV files and topics to readings, and from readings to the frames that production would cut. */
@NullMarked
package io.bellwether.trainer.data;

import org.jspecify.annotations.NullMarked;
