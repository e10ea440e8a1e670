package io.bellwether.trainer.fit;

import io.bellwether.network.NetworkShape;
import org.jspecify.annotations.Nullable;

/** The whole network over one segment of a batch of one size: the way there, and the way back. */
final class Pass {
    private final StackTape encoder;
    private final @Nullable LatentTape latent; // null = a predictor, whose head stands on the encoder
    private final DenseTape head;
    private final int sensors;
    private final int outputs;
    private final float[] dOut; // (steps, blocks, head stride)

    Pass(StackTape encoder, @Nullable LatentTape latent, DenseTape head, NetworkShape shape) {
        this.encoder = encoder;
        this.latent = latent;
        this.head = head;
        sensors = shape.sensors();
        outputs = shape.outputs();
        dOut = head.newOutputs();
    }

    int steps() {
        return encoder.first().steps();
    }

    /**
     * The way there.
     *
     * @param from the batch's step that is the first of this segment
     * @param before the pass over the segment before, whose memory is carried on; null = the memory begins here
     * @param training whether inputs are dropped
     */
    void forward(Batch batch, int from, @Nullable Pass before, boolean training) {
        LstmTape first = encoder.first();
        for (int t = 0; t < first.steps(); t++) {
            for (int b = 0; b < first.batch(); b++) {
                for (int s = 0; s < sensors; s++) {
                    first.input(t, b, s, batch.input[batch.at(b, s, from + t)]);
                }
            }
        }
        encoder.beginForward(training, before == null ? null : before.encoder);
        for (int t = 0; t < first.steps(); t++) {
            encoder.forward(t);
        }
        if (latent == null) {
            head.forward(training);
        } else {
            latent.forward(head, training);
        }
    }

    float output(int step, int b, int output) {
        return head.output(step, b, output);
    }

    /** Backward from the mean squared error of what {@link #forward} gave for the same segment. */
    void backward(Batch batch, int from) {
        LstmTape first = encoder.first();
        float scale = 2f / (batch.windows() * first.steps() * outputs);
        for (int t = 0; t < first.steps(); t++) {
            for (int b = 0; b < first.batch(); b++) {
                int to = head.at(t, b);
                for (int o = 0; o < outputs; o++, to += first.block()) {
                    int at = batch.targetAt(b, o, from + t);
                    dOut[to] = scale * batch.mask[at] * (head.out()[to] - batch.target[at]);
                }
            }
        }
        encoder.beginBackward();
        if (latent == null) {
            head.backward(dOut);
        } else {
            latent.backward(head, dOut, encoder.last());
        }
        for (int t = first.steps() - 1; t >= 0; t--) {
            if (latent == null) {
                head.addGradientBelow(t);
            }
            encoder.backward(t);
        }
    }
}
