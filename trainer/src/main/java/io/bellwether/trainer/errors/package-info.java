/** What a user did wrong or has to mend: one line each, with an exit code. */
@NullMarked
package io.bellwether.trainer.errors;

import org.jspecify.annotations.NullMarked;
