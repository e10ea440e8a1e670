package io.bellwether.network;

import java.util.ArrayList;
import java.util.List;

/** The networks as the papers write them: double precision, library functions, no thought of speed. */
final class NaiveNetworks {
    private NaiveNetworks() {}

    /** Forecasts after each frame; (frames)(sensors). */
    static double[][] forecasts(LstmPredictor network, float[][] frames) {
        List<Memory> memory = zero(network.stack());
        double[][] forecasts = new double[frames.length][];
        for (int t = 0; t < frames.length; t++) {
            forecasts[t] = dense(network.head(), step(network.stack(), memory, widen(frames[t])));
        }
        return forecasts;
    }

    /** The window as rebuilt, newest frame first; (window)(sensors). */
    static double[][] rebuild(LstmAutoencoder network, float[][] window) {
        List<Memory> encoder = zero(network.encoder());
        double[] last = {};
        for (float[] frame : window) {
            last = step(network.encoder(), encoder, widen(frame));
        }
        double[] latent = dense(network.latent(), last);
        List<Memory> decoder = zero(network.decoder());
        double[][] rebuilt = new double[window.length][];
        for (int t = 0; t < window.length; t++) {
            rebuilt[t] = dense(network.head(), step(network.decoder(), decoder, latent));
        }
        return rebuilt;
    }

    private static final class Memory {
        private final double[] h;
        private final double[] c;

        Memory(double[] h, double[] c) {
            this.h = h;
            this.c = c;
        }
    }

    private static List<Memory> zero(LstmStack stack) {
        List<Memory> memory = new ArrayList<>();
        for (LstmLayer layer : stack.layers()) {
            memory.add(new Memory(new double[layer.hidden()], new double[layer.hidden()]));
        }
        return memory;
    }

    private static double[] step(LstmStack stack, List<Memory> memory, double[] x) {
        double[] in = x;
        for (int i = 0; i < memory.size(); i++) {
            memory.set(i, step(stack.layers().get(i), memory.get(i), in));
            in = memory.get(i).h;
        }
        return in;
    }

    private static Memory step(LstmLayer layer, Memory before, double[] x) {
        int n = layer.hidden();
        float[] weights = layer.weights();
        float[] bias = layer.bias();
        double[] h = new double[n];
        double[] c = new double[n];
        for (int j = 0; j < n; j++) {
            double[] gate = new double[4]; // i, f, g, o
            for (int k = 0; k < 4; k++) {
                int column = k * n + j;
                gate[k] = bias[column];
                for (int r = 0; r < x.length; r++) {
                    gate[k] += x[r] * weights[r * 4 * n + column];
                }
                for (int r = 0; r < n; r++) {
                    gate[k] += before.h[r] * weights[(x.length + r) * 4 * n + column];
                }
            }
            c[j] = sigmoid(gate[1]) * before.c[j] + sigmoid(gate[0]) * Math.tanh(gate[2]);
            h[j] = sigmoid(gate[3]) * Math.tanh(c[j]);
        }
        return new Memory(h, c);
    }

    private static double[] dense(DenseLayer layer, double[] x) {
        float[] weights = layer.weights();
        float[] bias = layer.bias();
        double[] out = new double[layer.outputs()];
        for (int j = 0; j < out.length; j++) {
            double sum = bias[j];
            for (int i = 0; i < x.length; i++) {
                sum += x[i] * weights[i * out.length + j];
            }
            out[j] = layer.activation() == Activation.TANH ? Math.tanh(sum) : sum;
        }
        return out;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
