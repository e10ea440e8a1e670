/** What the demo tells: alerts as they happen, which faults were found, whether every reading is accounted for. */
@NullMarked
package io.bellwether.demo.report;

import org.jspecify.annotations.NullMarked;
