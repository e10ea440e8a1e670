package io.bellwether.trainer.fit;

import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import java.util.Arrays;
import java.util.List;

/** The training loss as the papers write it, in double precision: the truth that gradients are held to. */
final class NaiveLoss {
    private final NetworkShape shape;
    private final double[] weights; // in the order of the model file
    private int at;

    NaiveLoss(NetworkShape shape, double[] weights) {
        this.shape = shape;
        this.weights = weights;
    }

    /** Mean squared error over all windows, steps and sensors, counted where the mask is 1. */
    double of(Batch batch) {
        double sum = 0;
        for (int w = 0; w < batch.windows(); w++) {
            double[][] out = outputs(batch, w);
            for (int t = 0; t < batch.steps(); t++) {
                for (int s = 0; s < shape.sensors(); s++) {
                    int i = batch.at(w, s, t);
                    double error = out[t][s] - batch.target[i];
                    sum += batch.mask[i] * error * error;
                }
            }
        }
        return sum / (batch.windows() * (double) batch.steps() * shape.sensors());
    }

    private double[][] outputs(Batch batch, int window) {
        double[][] x = new double[batch.steps()][shape.sensors()];
        for (int t = 0; t < x.length; t++) {
            for (int s = 0; s < shape.sensors(); s++) {
                x[t][s] = batch.input[batch.at(window, s, t)];
            }
        }
        at = 0;
        double[][] h = stack(x, shape.hidden());
        if (shape.kind() == NetworkKind.LSTM_AUTOENCODER) {
            double[] latent = dense(h[h.length - 1], shape.latent(), at);
            at += (h[0].length + 1) * shape.latent();
            for (int j = 0; j < latent.length; j++) {
                latent[j] = Math.tanh(latent[j]);
            }
            double[][] repeated = new double[x.length][];
            Arrays.fill(repeated, latent);
            h = stack(repeated, shape.decoderHidden());
        }
        double[][] out = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            out[t] = dense(h[t], shape.sensors(), at);
        }
        return out;
    }

    private double[][] stack(double[][] x, List<Integer> hidden) {
        double[][] in = x;
        for (int size : hidden) {
            int inputs = in[0].length;
            double[] h = new double[size];
            double[] c = new double[size];
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
