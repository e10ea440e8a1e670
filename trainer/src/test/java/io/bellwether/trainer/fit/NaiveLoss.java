package io.bellwether.trainer.fit;

import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import io.bellwether.trainer.config.Decoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The training loss as the papers write it, in double precision: the truth that gradients are held to. */
final class NaiveLoss {
    private final NetworkShape shape;
    private final Decoder decoder;
    private final double[] weights; // in the order of the model file, with the decoder's feedback in its place
    private final double @Nullable []
            masks; // of each dropped connection from bottom to top: (steps, windows, features)
    private int at;
    private int maskAt;

    NaiveLoss(NetworkShape shape, double[] weights) {
        this(shape, weights, null);
    }

    NaiveLoss(NetworkShape shape, double[] weights, double @Nullable [] masks) {
        this(shape, Decoder.LATENT, weights, masks);
    }

    NaiveLoss(NetworkShape shape, Decoder decoder, double[] weights, double @Nullable [] masks) {
        this.shape = shape;
        this.decoder = decoder;
        this.weights = weights;
        this.masks = masks;
    }

    /** Mean squared error over all windows, steps and outputs, counted where the mask is 1. */
    double of(Batch batch) {
        return of(batch, 0, batch.steps(), this);
    }

    /** The same over the steps of one segment only, to which {@code before} brings the memory. */
    double of(Batch batch, int from, int to, NaiveLoss before) {
        double sum = 0;
        for (int w = 0; w < batch.windows(); w++) {
            double[][] memory = new double[2 * shape.hidden().size()][];
            if (from > 0) {
                before.outputs(batch, w, 0, from, memory);
            }
            double[][] out = outputs(batch, w, from, to, memory);
            for (int t = from; t < to; t++) {
                for (int o = 0; o < shape.outputs(); o++) {
                    int i = batch.targetAt(w, o, t);
                    double error = out[t - from][o] - batch.target[i];
                    sum += batch.mask[i] * error * error;
                }
            }
        }
        return sum / (batch.windows() * (double) (to - from) * shape.outputs());
    }

    /** @param memory h and c of every layer in turn, in and out; null = zero */
    private double[][] outputs(Batch batch, int window, int from, int to, double[][] memory) {
        int steps = to - from;
        at = 0;
        maskAt = 0;
        Stack top = new Stack(shape.sensors(), shape.hidden(), memory, batch, window, steps);
        double[][] h = new double[steps][];
        for (int t = 0; t < steps; t++) {
            double[] x = new double[shape.sensors()];
            for (int s = 0; s < x.length; s++) {
                x[s] = batch.input[batch.at(window, s, from + t)];
            }
            h[t] = top.step(t, x);
        }
        double[] latent = {};
        boolean isAutoencoder = shape.kind() == NetworkKind.LSTM_AUTOENCODER;
        if (isAutoencoder) {
            latent = dense(h[steps - 1], shape.latent(), at);
            at += (h[0].length + 1) * shape.latent();
            for (int j = 0; j < latent.length; j++) {
                latent[j] = Math.tanh(latent[j]);
            }
            int inputs = latent.length + (decoder == Decoder.OWN ? shape.sensors() : 0);
            top = new Stack(inputs, shape.decoderHidden(), new double[memory.length][], batch, window, steps);
        }
        Dropped last = new Dropped(batch, window, steps, top.outputs());
        double[][] out = new double[steps][];
        for (int t = 0; t < steps; t++) {
            if (isAutoencoder) {
                h[t] = top.step(t, fed(t, latent, t == 0 ? new double[shape.sensors()] : out[t - 1]));
            }
            out[t] = dense(last.of(t, h[t]), shape.outputs(), at);
        }
        return out;
    }

    private double[] fed(int step, double[] latent, double[] before) {
        return switch (decoder) {
            case LATENT -> latent;
            case ZEROS -> step == 0 ? latent : new double[latent.length];
            case OWN ->
                DoubleStream.concat(DoubleStream.of(latent), DoubleStream.of(before))
                        .toArray();
        };
    }

    /** One connection with dropout; the next ones have the masks that follow. */
    private final class Dropped {
        private final int first;
        private final int windows;
        private final int window;

        Dropped(Batch batch, int window, int steps, int features) {
            first = maskAt;
            windows = batch.windows();
            this.window = window;
            maskAt += steps * windows * features;
        }

        double[] of(int step, double[] in) {
            if (masks == null) {
                return in;
            }
            double[] out = new double[in.length];
            for (int j = 0; j < in.length; j++) {
                out[j] = in[j] * masks[first + (step * windows + window) * in.length + j];
            }
            return out;
        }
    }

    /** LSTM layers; the next part has the weights that follow. */
    private final class Stack {
        private final List<Integer> hidden;
        private final double[][] memory;
        private final int[] weightsAt;
        private final List<Dropped> dropped = new ArrayList<>(); // before each layer but the first

        Stack(int inputs, List<Integer> hidden, double[][] memory, Batch batch, int window, int steps) {
            this.hidden = hidden;
            this.memory = memory;
            weightsAt = new int[hidden.size()];
            int in = inputs;
            for (int l = 0; l < weightsAt.length; l++) {
                int size = hidden.get(l);
                weightsAt[l] = at;
                at += (in + size + 1) * 4 * size;
                in = size;
                memory[2 * l] = memory[2 * l] == null ? new double[size] : memory[2 * l];
                memory[2 * l + 1] = memory[2 * l + 1] == null ? new double[size] : memory[2 * l + 1];
                if (l > 0) {
                    dropped.add(new Dropped(batch, window, steps, hidden.get(l - 1)));
                }
            }
        }

        int outputs() {
            return hidden.get(hidden.size() - 1);
        }

        double[] step(int step, double[] x) {
            double[] in = x;
            for (int l = 0; l < weightsAt.length; l++) {
                in = l == 0 ? in : dropped.get(l - 1).of(step, in);
                int size = hidden.get(l);
                double[] h = memory[2 * l];
                double[] c = memory[2 * l + 1];
                double[] next = new double[size];
                for (int j = 0; j < size; j++) {
                    double i = sigmoid(gate(weightsAt[l], in, h, size, j));
                    double f = sigmoid(gate(weightsAt[l], in, h, size, size + j));
                    double g = Math.tanh(gate(weightsAt[l], in, h, size, 2 * size + j));
                    double o = sigmoid(gate(weightsAt[l], in, h, size, 3 * size + j));
                    c[j] = f * c[j] + i * g;
                    next[j] = o * Math.tanh(c[j]);
                }
                memory[2 * l] = next;
                in = next;
            }
            return in;
        }
    }

    private double gate(int from, double[] x, double[] h, int size, int column) {
        double sum = weights[from + (x.length + size) * 4 * size + column];
        for (int r = 0; r < x.length; r++) {
            sum += x[r] * weights[from + r * 4 * size + column];
        }
        for (int r = 0; r < size; r++) {
            sum += h[r] * weights[from + (x.length + r) * 4 * size + column];
        }
        return sum;
    }

    private double[] dense(double[] in, int outputs, int from) {
        double[] out = new double[outputs];
        for (int j = 0; j < outputs; j++) {
            out[j] = weights[from + in.length * outputs + j];
            for (int r = 0; r < in.length; r++) {
                out[j] += in[r] * weights[from + r * outputs + j];
            }
        }
        return out;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
