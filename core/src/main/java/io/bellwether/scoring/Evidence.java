package io.bellwether.scoring;

/**
 * What one sensor has to do with a score.
 *
 * @param sensor its name
 * @param unit of {@code observed} and {@code expected}
 * @param contribution its part of the score; the contributions of all sensors add up to the score, as long as one votes,
 *     but for the seventh digit
 * @param observed the frame's value; NaN where it was missing
 * @param expected the value the network expected, with seven digits; NaN while it has none
 */
public record Evidence(String sensor, String unit, double contribution, double observed, double expected) {}
