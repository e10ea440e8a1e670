package io.bellwether.network;

/** A fully connected layer: out = f(in W + b). Immutable. */
public final class DenseLayer {
    private final int inputs;
    private final int outputs;
    private final Activation activation;
    private final Kernel kernel;
    private final PackedMatrix matrix; // (1 + inputs, outputs padded): rows bias, inputs

    /**
     * A layer of these weights.
     *
     * @param weights row-major (inputs, outputs); copied
     * @param bias (outputs); copied
     */
    public DenseLayer(int inputs, int outputs, Activation activation, float[] weights, float[] bias) {
        this(inputs, outputs, activation, weights, bias, Kernels.BEST);
    }

    DenseLayer(int inputs, int outputs, Activation activation, float[] weights, float[] bias, Kernel kernel) {
        Shapes.require("dense weights", weights.length, inputs, outputs);
        Shapes.require("dense bias", bias.length, 1, outputs);
        this.inputs = inputs;
        this.outputs = outputs;
        this.activation = activation;
        this.kernel = kernel;
        this.matrix = kernel.matrix(1 + inputs, outputs);
        for (int column = 0; column < outputs; column++) {
            matrix.set(0, column, bias[column]);
            for (int row = 0; row < inputs; row++) {
                matrix.set(1 + row, column, weights[row * outputs + column]);
            }
        }
    }

    public int inputs() {
        return inputs;
    }

    public int outputs() {
        return outputs;
    }

    public Activation activation() {
        return activation;
    }

    /** Row-major (inputs, outputs); a copy. */
    public float[] weights() {
        float[] weights = new float[inputs * outputs];
        for (int row = 0; row < inputs; row++) {
            for (int column = 0; column < outputs; column++) {
                weights[row * outputs + column] = matrix.get(1 + row, column);
            }
        }
        return weights;
    }

    /** (outputs); a copy. */
    public float[] bias() {
        float[] bias = new float[outputs];
        for (int column = 0; column < outputs; column++) {
            bias[column] = matrix.get(0, column);
        }
        return bias;
    }

    /** The outputs with padding. */
    int width() {
        return matrix.width();
    }

    /**
     * Applies the layer to rows that begin with a 1; allocates nothing.
     *
     * @param in (rows, stride) from index {@code at} on: 1, inputs
     * @param out (rows, {@link #width()})
     */
    void apply(float[] in, int at, int stride, float[] out, int rows) {
        kernel.multiply(in, at, stride, matrix, out, 0, rows);
        if (activation == Activation.TANH) {
            for (int i = 0; i < rows * matrix.width(); i++) {
                out[i] = Activation.tanh(out[i]); // a latent vector is a few values: not worth a vector kernel
            }
        }
    }
}
