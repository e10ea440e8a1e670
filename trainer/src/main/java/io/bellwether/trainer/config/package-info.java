/** What can be set about a training, with defaults and limits. */
@NullMarked
package io.bellwether.trainer.config;

import org.jspecify.annotations.NullMarked;
