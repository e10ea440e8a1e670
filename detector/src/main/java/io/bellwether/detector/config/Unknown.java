package io.bellwether.detector.config;

/** What to do with readings no model knows. */
public enum Unknown {
    /** Count them as rejected and put their record into the dead letters. */
    REJECT,
    /** Count them as ignored. */
    IGNORE
}
