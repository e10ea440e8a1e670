package io.bellwether.series;

/** How far the source vouches for a value. Only {@link #GOOD} values enter a frame; all others count as missing. */
public enum Quality {
    /** The source vouches for the value. */
    GOOD,
    /** The source itself marks the value as unusable (OPC UA "bad" or "uncertain"), or sent none. */
    BAD,
    /** The value could not be read as a finite number; the record it came in goes to the dead letters. */
    REJECTED
}
