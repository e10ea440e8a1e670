package io.bellwether.messages;

import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;

/** Writes the scores of one asset. Not to be shared between threads. */
public sealed interface ScoreEncoder permits JsonScoreEncoder, AvroScoreEncoder {

    /** What the scores of all assets of a model have in common. Not to be shared between threads. */
    sealed interface Model permits JsonScoreEncoder.Model, AvroScoreEncoder.Model {

        /** Which model this is. */
        ModelRef ref();

        /** Writes the scores that the model gives this asset. */
        ScoreEncoder of(String asset);
    }

    /** The model whose scores it writes. */
    ModelRef model();

    /**
     * One score as a record of the scores topic.
     *
     * @param alarm whether an incident is open
     */
    byte[] encode(Score score, boolean alarm);
}
