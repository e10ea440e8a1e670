package io.bellwether.trainer.fit;

import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The training loss as the papers write it, in double precision: the truth that gradients are held to. */
final class NaiveLoss {
    private final NetworkShape shape;
    private final double[] weights; // in the order of the model file
    private final double @Nullable []
            masks; // of each dropped connection from bottom to top: (steps, windows, features)
    private int at;
    private int maskAt;

    NaiveLoss(NetworkShape shape, double[] weights) {
        this(shape, weights, null);
    }

    NaiveLoss(NetworkShape shape, double[] weights, double @Nullable [] masks) {
        this.shape = shape;
        this.weights = weights;
        this.masks = masks;
    }

    /** Mean squared error over all windows, steps and sensors, counted where the mask is 1. */
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
                for (int s = 0; s < shape.sensors(); s++) {
                    int i = batch.at(w, s, t);
                    double error = out[t - from][s] - batch.target[i];
                    sum += batch.mask[i] * error * error;
                }
            }
        }
        return sum / (batch.windows() * (double) (to - from) * shape.sensors());
    }

    /** @param memory h and c of every layer in turn, in and out; null = zero */
    private double[][] outputs(Batch batch, int window, int from, int to, double[][] memory) {
        double[][] x = new double[to - from][shape.sensors()];
        for (int t = 0; t < x.length; t++) {
            for (int s = 0; s < shape.sensors(); s++) {
                x[t][s] = batch.input[batch.at(window, s, from + t)];
            }
        }
        at = 0;
        maskAt = 0;
        double[][] h = stack(x, shape.hidden(), memory, batch, window);
        if (shape.kind() == NetworkKind.LSTM_AUTOENCODER) {
            double[] latent = dense(h[h.length - 1], shape.latent(), at);
            at += (h[0].length + 1) * shape.latent();
            for (int j = 0; j < latent.length; j++) {
                latent[j] = Math.tanh(latent[j]);
            }
            double[][] repeated = new double[x.length][];
            Arrays.fill(repeated, latent);
            h = stack(repeated, shape.decoderHidden(), new double[memory.length][], batch, window);
        }
        h = dropped(h, batch, window);
        double[][] out = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            out[t] = dense(h[t], shape.sensors(), at);
        }
        return out;
    }

    private double[][] dropped(double[][] in, Batch batch, int window) {
        if (masks == null) {
            return in;
        }
        int features = in[0].length;
        double[][] out = new double[in.length][features];
        for (int t = 0; t < in.length; t++) {
            for (int j = 0; j < features; j++) {
                out[t][j] = in[t][j] * masks[maskAt + (t * batch.windows() + window) * features + j];
            }
        }
        maskAt += in.length * batch.windows() * features;
        return out;
    }

    private double[][] stack(double[][] x, List<Integer> hidden, double[][] memory, Batch batch, int window) {
        double[][] in = x;
        for (int l = 0; l < hidden.size(); l++) {
            int size = hidden.get(l);
            in = l == 0 ? in : dropped(in, batch, window);
            int inputs = in[0].length;
            double[] h = memory[2 * l] == null ? new double[size] : memory[2 * l];
            double[] c = memory[2 * l + 1] == null ? new double[size] : memory[2 * l + 1];
            double[][] out = new double[x.length][];
            for (int t = 0; t < x.length; t++) {
                double[] next = new double[size];
                for (int j = 0; j < size; j++) {
                    double i = sigmoid(gate(in[t], h, inputs, size, j));
                    double f = sigmoid(gate(in[t], h, inputs, size, size + j));
                    double g = Math.tanh(gate(in[t], h, inputs, size, 2 * size + j));
                    double o = sigmoid(gate(in[t], h, inputs, size, 3 * size + j));
                    c[j] = f * c[j] + i * g;
                    next[j] = o * Math.tanh(c[j]);
                }
                h = next;
                out[t] = next;
            }
            memory[2 * l] = h;
            memory[2 * l + 1] = c;
            at += (inputs + size + 1) * 4 * size;
            in = out;
        }
        return in;
    }

    private double gate(double[] x, double[] h, int inputs, int size, int column) {
        double sum = weights[at + (inputs + size) * 4 * size + column];
        for (int r = 0; r < inputs; r++) {
            sum += x[r] * weights[at + r * 4 * size + column];
        }
        for (int r = 0; r < size; r++) {
            sum += h[r] * weights[at + (inputs + r) * 4 * size + column];
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
