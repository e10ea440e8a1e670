package io.bellwether.trainer.fit;

import io.bellwether.scoring.Scaler;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import java.util.BitSet;

/**
 * The frames of one asset as a network sees them: scaled, a missing value held for a while and then replaced by the
 * mean, much as {@link io.bellwether.scoring.Scorer} does it in production, where a predictor's own forecast takes the
 * mean's place. Immutable.
 */
public final class ScaledSeries {
    private final FrameSeries frames;
    private final Folds folds;
    private final Scaler scaler;
    private final float[] x; // (frames, sensors)
    private final BitSet seen = new BitSet(); // (frames, sensors) whether the value was there

    /** @param maxHoldFrames for this many frames a missing value is replaced by the last one */
    public ScaledSeries(FrameSeries frames, Scaler scaler, Folds folds, long maxHoldFrames) {
        this.frames = frames;
        this.folds = folds;
        this.scaler = scaler;
        x = new float[frames.frames() * frames.sensors()];
        for (int block = 0; block < folds.count(); block++) {
            for (Stretch stretch : folds.block(block)) { // a block knows nothing of the one before it
                for (int s = 0; s < frames.sensors(); s++) {
                    scale(stretch, s, maxHoldFrames);
                }
            }
        }
    }

    private void scale(Stretch stretch, int sensor, long maxHoldFrames) {
        float held = 0f;
        long missing = maxHoldFrames;
        for (int f = stretch.from(); f < stretch.to(); f++) {
            double value = frames.value(f, sensor);
            int at = f * frames.sensors() + sensor;
            if (Double.isNaN(value)) {
                missing++;
                x[at] = missing <= maxHoldFrames ? held : 0f;
            } else {
                missing = 0;
                held = scaler.scale(sensor, value);
                x[at] = held;
                seen.set(at);
            }
        }
    }

    public FrameSeries frames() {
        return frames;
    }

    public Folds folds() {
        return folds;
    }

    public Scaler scaler() {
        return scaler;
    }

    /** The scaled value. */
    float x(int frame, int sensor) {
        return x[frame * frames.sensors() + sensor];
    }

    /** Whether the value was there, and not put in. */
    boolean isSeen(int frame, int sensor) {
        return seen.get(frame * frames.sensors() + sensor);
    }
}
