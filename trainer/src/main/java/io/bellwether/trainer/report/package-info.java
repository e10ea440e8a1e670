/** The report: one HTML file that shows what a model said of some data, and needs nothing else to be read. */
@NullMarked
package io.bellwether.trainer.report;

import org.jspecify.annotations.NullMarked;
