package io.bellwether.trainer.fit;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where a training begins: Glorot uniform weights (Glorot and Bengio 2010) with the fans of one gate, zero biases, and 1
 * in the forget gate's (Jozefowicz et al. 2015). Drawn from Java's generator, so that a seed means the same for every
 * engine.
 */
final class InitialWeights {
    private final SplittableRandom random;
    private final FloatBuffer weights;

    private InitialWeights(SplittableRandom random, FloatBuffer weights) {
        this.random = random;
        this.weights = weights;
    }

    static Network draw(NetworkShape shape, SplittableRandom random) {
        FloatBuffer weights = FloatBuffer.allocate(shape.weightCount());
        InitialWeights draw = new InitialWeights(random, weights);
        int last = draw.stack(shape.sensors(), shape.hidden());
        if (shape.kind() == NetworkKind.LSTM_AUTOENCODER) {
            draw.dense(last, shape.latent());
            last = draw.stack(shape.latent(), shape.decoderHidden());
        }
        draw.dense(last, shape.outputs());
        return NetworkWeights.read(shape, weights.flip());
    }

    private int stack(int inputs, List<Integer> hidden) {
        int in = inputs;
        for (int size : hidden) {
            uniform(in * 4 * size, in + size);
            uniform(size * 4 * size, size + size);
            for (int b = 0; b < 4 * size; b++) {
                weights.put(b >= size && b < 2 * size ? 1f : 0f);
            }
            in = size;
        }
        return in;
    }

    private void dense(int inputs, int outputs) {
        uniform(inputs * outputs, inputs + outputs);
        weights.put(new float[outputs]);
    }

    private void uniform(int count, int fans) {
        double limit = Math.sqrt(6.0 / fans);
        for (int i = 0; i < count; i++) {
            weights.put((float) ((2 * random.nextDouble() - 1) * limit));
        }
    }
}
