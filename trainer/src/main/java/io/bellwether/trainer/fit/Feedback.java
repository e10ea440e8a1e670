package io.bellwether.trainer.fit;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import io.bellwether.trainer.config.Decoder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The weights that a decoder has for its own output of the step before. They begin as zeros, and a finished network goes
 * without them: at the newest frame, its first step, there is no output yet.
 *
 * @param at where they stand among all weights: behind those of the latent vector in the decoder's first layer
 * @param count how many there are
 * @param inputs rows of that layer that they are
 */
record Feedback(int at, int count, int inputs) {

    static Feedback of(NetworkShape shape, Decoder decoder) {
        if (decoder != Decoder.OWN || shape.kind() != NetworkKind.LSTM_AUTOENCODER) {
            return new Feedback(shape.weightCount(), 0, 0);
        }
        int gates = 4 * shape.decoderHidden().get(0);
        int last = shape.hidden().get(shape.hidden().size() - 1);
        int encoder = NetworkShape.predictor(shape.sensors(), shape.hidden()).weightCount()
                - (last + 1) * shape.sensors(); // a predictor is an encoder with a head
        int latent = (last + 1) * shape.latent();
        return new Feedback(encoder + latent + shape.latent() * gates, shape.sensors() * gates, shape.sensors());
    }

    /** A network's weights in the order of the model file, with zeros for these in their place. */
    float[] insert(Network network) {
        int plain = network.shape().weightCount();
        float[] weights = new float[plain + count];
        NetworkWeights.write(network, FloatBuffer.wrap(weights));
        System.arraycopy(weights, at, weights, at + count, plain - at);
        Arrays.fill(weights, at, at + count, 0f);
        return weights;
    }

    /** The network without these. */
    Network remove(NetworkShape shape, float[] weights) {
        FloatBuffer plain = FloatBuffer.allocate(weights.length - count);
        plain.put(weights, 0, at).put(weights, at + count, plain.remaining());
        return NetworkWeights.read(shape, plain.flip());
    }
}
