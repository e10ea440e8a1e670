/** The detector as a child process, the trainer as its own command line: the system as its users start it. */
@NullMarked
package io.bellwether.demo.processes;

import org.jspecify.annotations.NullMarked;
