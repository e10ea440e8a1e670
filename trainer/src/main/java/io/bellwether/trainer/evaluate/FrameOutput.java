package io.bellwether.trainer.evaluate;

import io.bellwether.alerting.Alert;
import io.bellwether.scoring.Score;

/** Takes what the pipelines say about a file, in the order in which they say it. */
public interface FrameOutput {
    /** Leaves everything aside. */
    FrameOutput NONE = (asset, score, alarm) -> {};

    /**
     * Takes the verdict on one frame.
     *
     * @param asset as it stands in the file
     */
    void frame(String asset, Score score, boolean alarm);

    /** Takes a message about an incident. */
    default void alert(Alert alert) {}
}
