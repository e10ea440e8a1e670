package io.bellwether.trainer.config;

/** A part of what stands between a network's errors and its score, that can be left out to see what it is worth. */
public enum LayerPart {
    /** The centre of slowly averaged errors follows the plant's drift. */
    FOLLOWING,
    /** Errors are also judged as they are, without an average. */
    FAST,
    /** Errors are judged by their slow average. */
    SLOW,
    /** The errors of all sensors are taken together; without it the largest one counts. */
    WHITENING,
    /** A sensor that mostly drifts does not vote. */
    GATE
}
