package io.bellwether.messages;

import io.bellwether.scoring.ModelRef;
import io.bellwether.series.FeatureSpec;

/** How the records of the scores topic are written. */
public enum ScoreFormat {
    /** A {@link ScoreMessage} in UTF-8. */
    JSON {
        @Override
        public ScoreEncoder.Model model(FeatureSpec features, ModelRef ref) {
            return new JsonScoreEncoder.Model(features, ref);
        }
    },
    /** Avro's single-object encoding of the schema {@code score.avsc} beside this class. */
    AVRO {
        @Override
        public ScoreEncoder.Model model(FeatureSpec features, ModelRef ref) {
            return new AvroScoreEncoder.Model(features, ref);
        }
    };

    /** What the scores of all assets of this model have in common. */
    public abstract ScoreEncoder.Model model(FeatureSpec features, ModelRef ref);
}
