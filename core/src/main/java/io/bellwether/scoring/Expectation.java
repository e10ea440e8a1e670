package io.bellwether.scoring;

import io.bellwether.network.LstmAutoencoder;
import io.bellwether.network.LstmPredictor;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.network.PrincipalComponents;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an ensemble of networks expects of a frame: the mean over its members. Immutable; the memory lives in a
 * {@link State}.
 */
public sealed interface Expectation permits PredictorExpectation, AutoencoderExpectation, BaselineExpectation {

    /**
     * The mean of these networks.
     *
     * @param members at least one, all of the same kind and shape
     * @param stride an autoencoder rebuilds a window every this many frames and keeps its verdict in between; others judge
     *     every frame and take no other stride than 1
     */
    static Expectation of(List<Network> members, int stride) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("an ensemble needs at least one network");
        }
        for (Network member : members) {
            if (!member.shape().equals(members.get(0).shape())) {
                throw new IllegalArgumentException("the networks of an ensemble must have one shape: "
                        + members.get(0).shape() + " and " + member.shape());
            }
        }
        NetworkKind kind = members.get(0).shape().kind();
        if (kind != NetworkKind.LSTM_AUTOENCODER && stride != 1) {
            throw new IllegalArgumentException("the stride of " + kind + " is 1, not " + stride);
        }
        return switch (kind) {
            case LSTM_PREDICTOR ->
                new PredictorExpectation(
                        members.stream().map(LstmPredictor.class::cast).toList());
            case LSTM_AUTOENCODER ->
                new AutoencoderExpectation(
                        members.stream().map(LstmAutoencoder.class::cast).toList(), stride);
            case Z_SCORE, PCA ->
                new BaselineExpectation(
                        members.stream().map(PrincipalComponents.class::cast).toList());
        };
    }

    /** The number of sensors. */
    int sensors();

    /** How many frames after a fresh start its word is worth nothing yet. */
    int warmUp();

    /**
     * (sensors, sensors) the error of the column's sensor when the row's reads one too much, where that is always the same;
     * null = every sensor's fault is its own error, or nobody knows.
     */
    default double @Nullable [] response() {
        return null;
    }

    /** A fresh memory. */
    State newState();

    /**
     * Takes the next frame; allocates nothing.
     *
     * @param x (sensors) scaled values, none missing
     * @param expected (sensors) out: scaled values expected of this frame; untouched when the answer is false
     * @return whether there is an expectation of this frame
     */
    boolean observe(float[] x, State state, float[] expected);

    /** The memory of an ensemble. */
    sealed interface State
            permits PredictorExpectation.Memory, AutoencoderExpectation.Memory, BaselineExpectation.Memory {
        /** Forgets everything. */
        void reset();

        /** The scaled value to put in the place of one that is missing. */
        float substitute(int sensor);

        /** The bytes {@link #write} needs. */
        int size();

        void write(ByteBuffer out);

        void read(ByteBuffer in);
    }
}
