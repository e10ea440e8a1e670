/** The files in {@code deploy}, held against the code that they deploy. */
@NullMarked
package io.bellwether.demo.deploy;

import org.jspecify.annotations.NullMarked;
