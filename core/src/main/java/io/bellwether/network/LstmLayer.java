package io.bellwether.network;

/**
 * A long short-term memory layer without peepholes (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000).
 * Immutable.
 *
 * <pre>
 * i = sigmoid(x Wi + h Ri + bi)    f = sigmoid(x Wf + h Rf + bf)
 * g = tanh(x Wg + h Rg + bg)       o = sigmoid(x Wo + h Ro + bo)
 * c' = f c + i g                   h' = o tanh(c')
 * </pre>
 *
 * The four gates lie side by side in every row: columns [0, H) i, [H, 2H) f, [2H, 3H) g, [3H, 4H) o.
 */
public final class LstmLayer {
    private final int inputs;
    private final int hidden;
    private final float[] weights; // (inputs + hidden, 4 hidden): rows of x, then rows of h
    private final float[] bias; // (4 hidden)

    /**
     * A layer of these weights.
     *
     * @param weights row-major (inputs + hidden, 4 hidden); copied
     * @param bias (4 hidden); copied
     */
    public LstmLayer(int inputs, int hidden, float[] weights, float[] bias) {
        Shapes.require("LSTM weights", weights.length, inputs + hidden, 4 * hidden);
        Shapes.require("LSTM bias", bias.length, 1, 4 * hidden);
        this.inputs = inputs;
        this.hidden = hidden;
        this.weights = weights.clone();
        this.bias = bias.clone();
    }

    public int inputs() {
        return inputs;
    }

    public int hidden() {
        return hidden;
    }

    /** Row-major (inputs + hidden, 4 hidden); a copy. */
    public float[] weights() {
        return weights.clone();
    }

    /** (4 hidden); a copy. */
    public float[] bias() {
        return bias.clone();
    }

    /**
     * One time step.
     *
     * @param x (inputs), read from index 0
     * @param h (hidden) in: the output before; out: the output now
     * @param c (hidden) in and out: the cell
     * @param gates (4 hidden) scratch
     */
    void step(float[] x, float[] h, float[] c, float[] gates) {
        int width = 4 * hidden;
        System.arraycopy(bias, 0, gates, 0, width);
        int row = 0;
        for (int i = 0; i < inputs; i++, row += width) {
            Rows.addScaled(x[i], weights, row, gates, width);
        }
        for (int i = 0; i < hidden; i++, row += width) {
            Rows.addScaled(h[i], weights, row, gates, width);
        }
        for (int j = 0; j < hidden; j++) {
            float i = Activation.sigmoid(gates[j]);
            float f = Activation.sigmoid(gates[hidden + j]);
            float g = Activation.tanh(gates[2 * hidden + j]);
            float o = Activation.sigmoid(gates[3 * hidden + j]);
            c[j] = Math.fma(f, c[j], i * g);
            h[j] = o * Activation.tanh(c[j]);
        }
    }
}
