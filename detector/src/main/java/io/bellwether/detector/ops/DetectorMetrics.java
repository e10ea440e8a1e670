package io.bellwether.detector.ops;

import io.bellwether.alerting.Alert;
import io.bellwether.messages.Rejection.Reason;
import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;
import java.util.Collection;
import java.util.Locale;

/**
 * What the detector counts.
 *
 * <p>Two laws hold after every record, and can be checked on a scrape:
 *
 * <ul>
 *   <li>readings received = rejected (all reasons) + ignored + late + duplicate + in frames. A record of which nothing
 *       could be read counts as one reading.
 *   <li>frames = scored + warming up.
 * </ul>
 */
public interface DetectorMetrics {

    /** Why a model was refused. */
    enum ModelRefusal {
        /** The record on the models topic has no key. */
        NO_NAME,
        /** The artifact cannot be read: truncated, damaged, or of another format version. */
        UNREADABLE,
        /** The record's key is not the name in the artifact. */
        OTHER_NAME,
        /** The artifact is sound, but what it asks for cannot be run. */
        UNUSABLE;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** Lower case, with underscores. */
        public String label() {
            return label;
        }
    }

    /** Readings arrived. */
    void received(int readings);

    /** Readings could not be used. */
    void rejected(Reason reason, int readings);

    /** Readings were left alone, as the configuration wants for unknown assets or sensors. */
    void ignored(int readings);

    /** Readings came after their slot had closed. */
    void late(int readings);

    /** Readings had come before. */
    void duplicate(int readings);

    /** Readings became part of a frame. */
    void inFrames(int readings);

    /** A record was put into the dead letters. */
    void deadLettered();

    /** All that follows from one record is done. */
    void processed(long nanos);

    /**
     * A frame has its score, or is part of a warm-up.
     *
     * @param delayMillis from the start of the frame's slot until now
     */
    void scored(String asset, Score score, long delayMillis);

    /** An incident was opened, updated or closed. */
    void alerted(Alert alert);

    /** An anomaly was opened on an asset whose model has a budget of false alarms. */
    void budgetedAlarm();

    /** A model was taken from the models topic. */
    void modelLoaded(ModelRef model);

    /** These models may watch assets from now on. */
    void modelsServing(Collection<ModelRef> serving);

    /** A model on the models topic was refused; the one before it stays. */
    void modelRefused(ModelRefusal reason);

    /** A new model has taken over an asset. */
    void handedOver();

    /** What was remembered of an asset could not be used; it is watched afresh. */
    void stateReset();

    /** Counts nothing. */
    static DetectorMetrics none() {
        return new NoMetrics();
    }
}
