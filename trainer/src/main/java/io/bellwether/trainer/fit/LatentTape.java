package io.bellwether.trainer.fit;

import io.bellwether.network.Activation;
import java.util.Arrays;

/** The narrow middle of an autoencoder: the tanh of a dense layer, handed to every step of the decoder. */
final class LatentTape {
    private final DenseTape dense;
    private final StackTape decoder;
    private final int latent;
    private final float[] values; // (batch, dense stride) after tanh
    private final float[] gradient; // (batch, dense stride)

    LatentTape(DenseTape dense, StackTape decoder, int latent) {
        this.dense = dense;
        this.decoder = decoder;
        this.latent = latent;
        values = new float[dense.out().length];
        gradient = new float[values.length];
    }

    StackTape decoder() {
        return decoder;
    }

    void forward(boolean training) {
        dense.forward(training);
        for (int i = 0; i < values.length; i++) {
            values[i] = Activation.tanh(dense.out()[i]);
        }
        for (int t = 0; t < decoder.first().steps(); t++) {
            decoder.first().input(t, values, 0, dense.stride());
        }
        decoder.forward(training, null);
    }

    /** The decoder's way back; {@code head} has its gradients. */
    void backward(DenseTape head, LstmTape encoder) {
        Arrays.fill(gradient, 0f);
        decoder.beginBackward();
        LstmTape first = decoder.first();
        for (int t = first.steps() - 1; t >= 0; t--) {
            head.addGradientBelow(t);
            decoder.backward(t);
            for (int b = 0; b < first.batch(); b++) {
                for (int j = 0; j < latent; j++) {
                    gradient[b * dense.stride() + j] += first.inputGradient()[b * first.inputGradientStride() + j];
                }
            }
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= 1f - values[i] * values[i];
        }
        dense.backward(gradient);
        dense.addGradientBelow(encoder.steps() - 1);
    }
}
