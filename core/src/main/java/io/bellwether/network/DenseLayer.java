package io.bellwether.network;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A fully connected layer: out = f(in W + b). Immutable. */
public final class DenseLayer {
    private final int inputs;
    private final int outputs;
    private final Activation activation;
    private final boolean inChains; // whether each output is summed in four parts
    private final Kernel kernel;
    private final PackedMatrix matrix; // (1 + inputs, outputs padded): rows bias, inputs
    private volatile @Nullable List<LanePanels> lanes; // a copy for series in lanes, made when first asked for

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
        this.inChains = outputs <= Kernel.FEW_OUTPUTS && 1 + inputs >= Kernel.CHAINS;
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

    /** (1 + inputs, outputs): as {@link #matrix}, without its padding; in chains, each has its own. */
    List<LanePanels> lanes() {
        List<LanePanels> parts = lanes;
        if (parts == null) {
            int chains = inChains ? Kernel.CHAINS : 1;
            parts = IntStream.range(0, chains)
                    .mapToObj(first -> new LanePanels(first, chains, 1 + inputs, outputs, matrix::get))
                    .toList();
            lanes = parts;
        }
        return parts;
    }

    /**
     * Applies the layer to rows that begin with a 1; allocates nothing.
     *
     * @param in (rows, stride) from index {@code at} on: 1, inputs
     * @param out (rows, {@link #width()})
     */
    void apply(float[] in, int at, int stride, float[] out, int rows) {
        if (inChains) {
            kernel.multiplyInChains(in, at, stride, matrix, out, rows);
        } else {
            kernel.multiply(in, at, stride, matrix, out, 0, rows);
        }
        if (activation == Activation.TANH) {
            activate(out, rows);
        }
    }

    /**
     * As {@link #apply}, with the series of a batch side by side in lanes.
     *
     * @param panels {@link #lanes}
     * @param in (blocks, stride) from index {@code at} on: 1, inputs, each for a block of series
     * @param scratch (panels, blocks, width of the panels, block)
     * @param out (batch, {@link #width()}), a row for each series
     */
    void applyLanes(List<LanePanels> panels, float[] in, int at, int stride, float[] scratch, float[] out, int batch) {
        int block = kernel.block();
        int blocks = kernel.blocks(batch);
        int size = panels.get(0).width() * block; // of a block
        int chains = panels.size();
        int next = blocks * size; // from a chain to the next
        for (int chain = 0; chain < chains; chain++) {
            kernel.multiplyLanes(panels.get(chain), in, at + chain * block, stride, scratch, chain * next, blocks);
        }
        for (int b = 0; b < batch; b++) {
            int from = b / block * size + b % block;
            int to = b * matrix.width();
            for (int i = 0; i < outputs; i++, from += block) {
                out[to + i] = chains == 1
                        ? scratch[from]
                        : (scratch[from] + scratch[from + next])
                                + (scratch[from + 2 * next] + scratch[from + 3 * next]);
            }
        }
        if (activation == Activation.TANH) {
            activate(out, batch);
        }
    }

    private void activate(float[] out, int rows) {
        for (int i = 0; i < rows * matrix.width(); i++) {
            out[i] = Activation.tanh(out[i]); // a latent vector is a few values: not worth a vector kernel
        }
    }
}
