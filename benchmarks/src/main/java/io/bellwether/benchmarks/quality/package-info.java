/** How well anomalies are detected, by Bellwether and by what could stand in its place. */
@NullMarked
package io.bellwether.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
