package io.bellwether.trainer.fit;

import io.bellwether.network.Activation;
import io.bellwether.network.NetworkShape;
import io.bellwether.trainer.config.Decoder;
import java.util.Arrays;

/**
 * The narrow middle of an autoencoder: the tanh of a dense layer, handed to the decoder at every step, or at the first
 * one, or with what the head made of the step before.
 */
final class LatentTape {
    private final DenseTape dense;
    private final StackTape decoder;
    private final Decoder fed;
    private final int latent;
    private final int sensors;
    private final float[] values; // (blocks, dense stride) after tanh
    private final float[] gradient; // (blocks, dense stride)

    LatentTape(DenseTape dense, StackTape decoder, Decoder fed, NetworkShape shape) {
        this.dense = dense;
        this.decoder = decoder;
        this.fed = fed;
        latent = shape.latent();
        sensors = shape.sensors();
        values = dense.newOutputs();
        gradient = dense.newOutputs();
    }

    StackTape decoder() {
        return decoder;
    }

    /** The way there, to the outputs of the head. */
    void forward(DenseTape head, boolean training) {
        dense.forward(training);
        for (int i = 0; i < values.length; i++) {
            values[i] = Activation.tanh(dense.out()[i]);
        }
        decoder.beginForward(training, null);
        head.beginForward(training);
        LstmTape first = decoder.first();
        int steps = first.steps();
        for (int t = 0; t < steps; t++) {
            if (isFedLatent(t)) {
                first.input(t, 0, latent, values, 0, dense.stride());
            } // else the zeros stay that are there from the beginning
            if (isFedOutput(t)) {
                first.input(t, latent, sensors, head.out(), head.at(t - 1, 0), head.stride());
            }
            decoder.forward(t);
            if (fed == Decoder.OWN) {
                head.forward(t, t + 1);
            }
        }
        if (fed != Decoder.OWN) {
            head.forward(0, steps); // faster than one by one
        }
    }

    private boolean isFedLatent(int step) {
        return step == 0 || fed != Decoder.ZEROS;
    }

    private boolean isFedOutput(int step) {
        return step > 0 && fed == Decoder.OWN;
    }

    /**
     * The way back.
     *
     * @param dOut (steps, blocks, head stride) the gradient of the outputs; what comes back through the decoder is added
     */
    void backward(DenseTape head, float[] dOut, LstmTape encoder) {
        Arrays.fill(gradient, 0f);
        decoder.beginBackward();
        LstmTape first = decoder.first();
        int steps = first.steps();
        if (fed != Decoder.OWN) {
            head.backward(dOut, 0, steps);
        }
        for (int t = steps - 1; t >= 0; t--) {
            if (fed == Decoder.OWN) {
                head.backward(dOut, t, t + 1);
            }
            head.addGradientBelow(t);
            decoder.backward(t);
            if (isFedLatent(t)) {
                addInputGradient(0, latent, gradient, 0, dense.stride());
            }
            if (isFedOutput(t)) {
                addInputGradient(latent, sensors, dOut, head.at(t - 1, 0), head.stride());
            }
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= 1f - values[i] * values[i];
        }
        dense.backward(gradient);
        dense.addGradientBelow(encoder.steps() - 1);
    }

    /** Adds the gradient of {@code count} of the decoder's inputs, from {@code from} on; {@code into} is (blocks, stride). */
    private void addInputGradient(int from, int count, float[] into, int at, int stride) {
        LstmTape first = decoder.first();
        float[] inputs = first.inputGradient();
        for (int b = 0; b < first.blocks(); b++) {
            int to = at + b * stride;
            int input = b * first.inputGradientStride() + from * first.block();
            for (int i = 0; i < count * first.block(); i++) {
                into[to + i] += inputs[input + i];
            }
        }
    }
}
