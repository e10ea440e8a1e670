/** The models at hand: read from the models topic, refused when bad, chosen for assets. */
@NullMarked
package io.bellwether.detector.models;

import org.jspecify.annotations.NullMarked;
