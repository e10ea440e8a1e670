package io.bellwether.pipeline;

import io.bellwether.alerting.Alert;
import io.bellwether.scoring.Score;

/** Takes what a pipeline has to say about one asset, in order of time. */
public interface PipelineOutput {
    /** Nobody listens. */
    PipelineOutput NONE = new PipelineOutput() {
        @Override
        public void score(Score score, boolean alarm) {}

        @Override
        public void alert(Alert alert) {}
    };

    /**
     * Takes the verdict on one frame: every frame has exactly one, so frames = scored + warming up.
     *
     * @param alarm whether an incident is open after this frame
     */
    void score(Score score, boolean alarm);

    /** Takes a message about an incident; it follows the score of the frame that caused it. */
    void alert(Alert alert);
}
