/** The promises of the README, held against a real broker and real detectors in processes of their own. */
@NullMarked
package io.bellwether.demo.endtoend;

import org.jspecify.annotations.NullMarked;
