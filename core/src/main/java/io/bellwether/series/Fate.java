package io.bellwether.series;

/** What became of a reading: every reading has exactly one of these fates, so their counts add up. */
public enum Fate {
    /** It is part of a frame, or will be when its slot closes. */
    IN_FRAME,
    /** Its slot had closed before it came. */
    LATE,
    /** The same sensor and time had come before. */
    DUPLICATE,
    /** The asset's model has no such sensor. */
    UNKNOWN_SENSOR
}
