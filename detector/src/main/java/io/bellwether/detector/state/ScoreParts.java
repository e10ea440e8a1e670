package io.bellwether.detector.state;

import io.bellwether.messages.ScoreEncoder;
import io.bellwether.messages.ScoreFormat;
import io.bellwether.scoring.ModelRef;
import io.bellwether.series.FeatureSpec;
import java.util.HashMap;
import java.util.Map;

/** What the scores of a model have in common, made once for all its assets. Belongs to one task. */
public final class ScoreParts {
    private static final int MOST = 16; // models

    private final ScoreFormat format;
    private final Map<ModelRef, ScoreEncoder.Model> models = new HashMap<>();

    /** Of scores that are written like this. */
    public ScoreParts(ScoreFormat format) {
        this.format = format;
    }

    /** The parts of this model. */
    ScoreEncoder.Model of(FeatureSpec features, ModelRef model) {
        if (models.size() >= MOST && !models.containsKey(model)) {
            models.clear(); // most belong to models that watch no more; the others are made again when needed
        }
        return models.computeIfAbsent(model, ref -> format.model(features, ref));
    }
}
