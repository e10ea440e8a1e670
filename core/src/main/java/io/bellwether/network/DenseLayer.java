package io.bellwether.network;

/** A fully connected layer: out = f(in W + b). Immutable. */
public final class DenseLayer {
    private final int inputs;
    private final int outputs;
    private final Activation activation;
    private final float[] weights; // (inputs, outputs)
    private final float[] bias; // (outputs)

    /**
     * A layer of these weights.
     *
     * @param weights row-major (inputs, outputs); copied
     * @param bias (outputs); copied
     */
    public DenseLayer(int inputs, int outputs, Activation activation, float[] weights, float[] bias) {
        Shapes.require("dense weights", weights.length, inputs, outputs);
        Shapes.require("dense bias", bias.length, 1, outputs);
        this.inputs = inputs;
        this.outputs = outputs;
        this.activation = activation;
        this.weights = weights.clone();
        this.bias = bias.clone();
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
        return weights.clone();
    }

    /** (outputs); a copy. */
    public float[] bias() {
        return bias.clone();
    }

    /**
     * Computes {@code out[0 .. outputs)} from {@code in[0 .. inputs)}: starts from the bias, then adds one input after the
     * other, in order, fused.
     */
    void apply(float[] in, float[] out) {
        System.arraycopy(bias, 0, out, 0, outputs);
        for (int i = 0, row = 0; i < inputs; i++, row += outputs) {
            Rows.addScaled(in[i], weights, row, out, outputs);
        }
        activation.apply(out, outputs);
    }
}
