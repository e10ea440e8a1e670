/** What every file that is written needs first. */
@NullMarked
package io.bellwether.trainer.files;

import org.jspecify.annotations.NullMarked;
