package io.bellwether.network;

import java.util.List;

/**
 * Rebuilds a window of frames through a narrow latent vector (Malhotra et al., "LSTM-based Encoder-Decoder for
 * Multi-sensor Anomaly Detection", 2016): an LSTM encoder, a dense tanh latent vector, an LSTM decoder fed that vector at
 * every step, and a linear head. As in Srivastava et al. 2015 the decoder rebuilds the window newest frame first, so that
 * the frame which is scored costs one decoder step.
 */
public final class LstmAutoencoder implements Network {
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
        decode(scratch, 1);
        System.arraycopy(scratch.out, 0, rebuilt, 0, sensors());
    }

    /**
     * As {@link #rebuildNewest}, for the whole window.
     *
     * @param rebuilt (window)(sensors) out, newest frame first
     */
    public void rebuild(float[][] frames, int oldest, Scratch scratch, float[][] rebuilt) {
        encode(frames, oldest, scratch);
        for (int first = 0; first < window; first += scratch.ahead) {
            int steps = Math.min(scratch.ahead, window - first);
            decode(scratch, steps);
            for (int t = 0; t < steps; t++) {
                System.arraycopy(scratch.out, t * head.width(), rebuilt[first + t], 0, sensors());
            }
        }
    }

    /**
     * Rebuilds a batch of windows; allocates nothing. A window's result does not depend on what it is batched with.
     *
     * @param windows (window)(batch, sensors) scaled values, oldest frame first
     * @param scratch for this batch
     * @param rebuilt (window)(batch, sensors) out, newest frame first
     */
    public void rebuild(float[][] windows, Scratch scratch, float[][] rebuilt) {
        int sensors = sensors();
        int batch = scratch.batch;
        scratch.encoder.reset();
        for (int first = 0; first < window; first += scratch.ahead) {
            int steps = Math.min(scratch.ahead, window - first);
            for (int t = 0; t < steps; t++) {
                for (int b = 0; b < batch; b++) {
                    scratch.encoder.input(t, b, windows[first + t], b * sensors);
                }
            }
            encoder.run(scratch.encoder, steps);
        }
        beginDecoding(scratch);
        for (int first = 0; first < window; first += scratch.ahead) {
            int steps = Math.min(scratch.ahead, window - first);
            decode(scratch, steps);
            for (int t = 0; t < steps; t++) {
                for (int b = 0; b < batch; b++) {
                    int row = t * batch + b;
                    System.arraycopy(scratch.out, row * head.width(), rebuilt[first + t], b * sensors, sensors);
                }
            }
        }
    }

    private void encode(float[][] frames, int oldest, Scratch scratch) {
        scratch.encoder.reset();
        for (int first = 0; first < window; first += scratch.ahead) {
            int steps = Math.min(scratch.ahead, window - first);
            for (int t = 0; t < steps; t++) {
                int at = oldest + first + t;
                scratch.encoder.input(t, 0, frames[at < window ? at : at - window], 0);
            }
            encoder.run(scratch.encoder, steps);
        }
        beginDecoding(scratch);
    }

    private void beginDecoding(Scratch scratch) {
        scratch.encoder.applyToNewest(latent, scratch.latent);
        scratch.decoder.reset();
        for (int b = 0; b < scratch.batch; b++) {
            scratch.decoder.input(0, b, scratch.latent, b * latent.width());
        }
        if (scratch.ahead > 1) {
            decoder.hold(scratch.decoder, scratch.held);
        }
    }

    /** The next steps of the decoder, newest frame first. */
    private void decode(Scratch scratch, int steps) {
        if (scratch.ahead == 1) {
            decoder.run(scratch.decoder, steps); // many series: one large product is faster than a small one and a sum
        } else {
            decoder.runHeld(scratch.decoder, scratch.held, steps);
        }
        scratch.decoder.apply(head, steps, scratch.out);
    }

    /** What one call needs while it runs. */
    public static final class Scratch {
        private final int batch;
        private final int ahead;
        private final LstmStack.State encoder;
        private final LstmStack.State decoder;
        private final float[] latent; // (batch, padded latent)
        private final float[] held; // (batch, gates): what the latent vector adds to the decoder's gates
        private final float[] out; // (ahead, batch, padded sensors)

        private Scratch(LstmAutoencoder network, int batch) {
            this.batch = batch;
            ahead = Math.min(network.window, Ahead.steps(batch));
            encoder = network.encoder.newState(batch, ahead);
            decoder = network.decoder.newState(batch, ahead);
            latent = new float[batch * network.latent.width()];
            held = new float[network.decoder.layers().get(0).stepGates(batch)];
            out = new float[ahead * batch * network.head.width()];
        }
    }
}
