package io.bellwether.network;

import java.util.List;

/**
 * Rebuilds a window of frames through a narrow latent vector (Malhotra et al., "LSTM-based Encoder-Decoder for
 * Multi-sensor Anomaly Detection", 2016): an LSTM encoder, a dense tanh latent vector, an LSTM decoder fed that vector at
 * every step, and a linear head. As in Srivastava et al. 2015 the decoder rebuilds the window newest frame first, so that
 * the frame which is scored costs one decoder step.
 */
public final class LstmAutoencoder implements RecurrentNetwork {
    private final LstmStack encoder;
    private final DenseLayer latent;
    private final LstmStack decoder;
    private final DenseLayer head;
    private final int window;

    /**
     * Joins the parts.
     *
     * @throws IllegalArgumentException when a part does not fit the one before it
     */
    public LstmAutoencoder(LstmStack encoder, DenseLayer latent, LstmStack decoder, DenseLayer head, int window) {
        Shapes.requireChain("the latent layer", encoder.outputs(), latent.inputs());
        Shapes.requireChain("the decoder", latent.outputs(), decoder.inputs());
        Shapes.requireChain("the dense head", decoder.outputs(), head.inputs());
        Shapes.requireChain("the rebuilt frame", head.outputs(), encoder.inputs());
        this.encoder = encoder;
        this.latent = latent;
        this.decoder = decoder;
        this.head = head;
        this.window = window;
    }

    public LstmStack encoder() {
        return encoder;
    }

    public DenseLayer latent() {
        return latent;
    }

    public LstmStack decoder() {
        return decoder;
    }

    public DenseLayer head() {
        return head;
    }

    /** How many frames a window has. */
    public int window() {
        return window;
    }

    @Override
    public int sensors() {
        return encoder.inputs();
    }

    @Override
    public NetworkShape shape() {
        List<Integer> hidden = encoder.layers().stream().map(LstmLayer::hidden).toList();
        return NetworkShape.autoencoder(sensors(), hidden, latent.outputs(), window);
    }

    /** Scratch for one caller; it carries nothing from one window to the next. */
    public Scratch newScratch() {
        return newScratch(1);
    }

    /** Scratch for this many windows at once. */
    public Scratch newScratch(int batch) {
        return new Scratch(this, batch);
    }

    /**
     * Encodes {@code frames}, a ring of {@link #window()} frames whose oldest stands at {@code oldest}, and rebuilds the
     * newest one; allocates nothing.
     *
     * @param frames (window)(sensors) scaled values
     * @param oldest index of the oldest frame
     * @param rebuilt (sensors) out: the newest frame as the network would have it
     */
    public void rebuildNewest(float[][] frames, int oldest, Scratch scratch, float[] rebuilt) {
        encode(frames, oldest, scratch);
        decodeStep(scratch, rebuilt, 0);
    }

    /**
     * As {@link #rebuildNewest}, for the whole window.
     *
     * @param rebuilt (window)(sensors) out, newest frame first
     */
    public void rebuild(float[][] frames, int oldest, Scratch scratch, float[][] rebuilt) {
        encode(frames, oldest, scratch);
        for (int t = 0; t < window; t++) {
            decodeStep(scratch, rebuilt[t], 0);
        }
    }

    /**
     * Rebuilds a batch of windows; allocates nothing. A window's result does not depend on what it is batched with.
     *
     * @param windows (window, batch, sensors) scaled values, oldest frame first
     * @param scratch for this batch
     * @param rebuilt (window, batch, sensors) out, newest frame first
     */
    public void rebuild(float[] windows, Scratch scratch, float[] rebuilt) {
        int sensors = sensors();
        int frame = scratch.batch * sensors;
        scratch.encoder.reset();
        for (int t = 0; t < window; t++) {
            for (int b = 0; b < scratch.batch; b++) {
                scratch.encoder.input(b, windows, t * frame + b * sensors);
            }
            encoder.step(scratch.encoder);
        }
        beginDecoding(scratch);
        for (int t = 0; t < window; t++) {
            decodeStep(scratch, rebuilt, t * frame);
        }
    }

    private void encode(float[][] frames, int oldest, Scratch scratch) {
        scratch.encoder.reset();
        for (int t = 0; t < window; t++) {
            int at = oldest + t;
            scratch.encoder.input(0, frames[at < window ? at : at - window], 0);
            encoder.step(scratch.encoder);
        }
        beginDecoding(scratch);
    }

    private void beginDecoding(Scratch scratch) {
        latent.apply(scratch.encoder.output(), scratch.latent, scratch.batch);
        scratch.decoder.reset();
        for (int b = 0; b < scratch.batch; b++) {
            scratch.decoder.input(b, scratch.latent, b * latent.width());
        }
    }

    private void decodeStep(Scratch scratch, float[] rebuilt, int at) {
        decoder.step(scratch.decoder);
        head.apply(scratch.decoder.output(), scratch.out, scratch.batch);
        for (int b = 0; b < scratch.batch; b++) {
            System.arraycopy(scratch.out, b * head.width(), rebuilt, at + b * sensors(), sensors());
        }
    }

    /** What one call needs while it runs. */
    public static final class Scratch {
        private final int batch;
        private final LstmStack.State encoder;
        private final LstmStack.State decoder;
        private final float[] latent; // (batch, padded latent)
        private final float[] out; // (batch, padded sensors)

        private Scratch(LstmAutoencoder network, int batch) {
            this.batch = batch;
            encoder = network.encoder.newState(batch);
            decoder = network.decoder.newState(batch);
            latent = new float[batch * network.latent.width()];
            out = new float[batch * network.head.width()];
        }
    }
}
