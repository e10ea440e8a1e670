package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;

/** A dense layer on top of an LSTM layer, at all steps or at the last one, with dropout before it. */
final class DenseTape {
    private final Kernel kernel;
    private final DenseWeights weights;
    private final LstmTape below;
    private final Dropout dropout;
    private final int firstStep;
    private final int steps;
    private final float[] dropped; // (steps, batch, 1 + inputs) 1, what was not dropped; empty at rate 0
    private final float[] out; // (steps, batch, outputs padded)
    private final float[] dBelow; // (steps, batch, inputs padded)
    private final OuterProduct product;

    /**
     * A layer on another.
     *
     * @param firstStep from this step of the layer below to its last
     * @param dropout counts its steps from there
     */
    DenseTape(Kernel kernel, DenseWeights weights, LstmTape below, int firstStep, Dropout dropout) {
        this.kernel = kernel;
        this.weights = weights;
        this.below = below;
        this.dropout = dropout;
        this.firstStep = firstStep;
        steps = below.steps() - firstStep;
        dropped = new float[dropout.rate() > 0 ? steps * below.batch() * weights.forward.rows() : 0];
        out = new float[steps * below.batch() * weights.forward.width()];
        dBelow = new float[steps * below.batch() * weights.backward.width()];
        product = new OuterProduct(kernel, below.batch(), weights.forward.rows(), weights.forward.width());
    }

    /** The outputs before any activation; (steps, batch, {@link #stride()}). */
    float[] out() {
        return out;
    }

    int stride() {
        return weights.forward.width();
    }

    /** All steps at once. */
    void forward(boolean training) {
        beginForward(training);
        forward(0, steps);
    }

    /** Begins the way there. */
    void beginForward(boolean training) {
        dropout.draw(training);
    }

    /** Some steps, counted from the first one of this layer. */
    void forward(int from, int to) {
        int batch = below.batch();
        if (dropout.drops()) {
            drop(from, to);
        }
        kernel.multiply(
                in(), inAt(from), inStride(), weights.forward, out, from * batch * stride(), (to - from) * batch);
    }

    private void drop(int fromStep, int toStep) {
        int columns = weights.forward.rows();
        int batch = below.batch();
        for (int row = fromStep * batch; row < toStep * batch; row++) {
            int from = below.outputAt(firstStep) + row * below.stride();
            System.arraycopy(below.rows(), from, dropped, row * columns, columns);
        }
        for (int t = fromStep; t < toStep; t++) {
            dropout.apply(t, dropped, t * batch * columns + 1, columns);
        }
    }

    /** The inputs, which are read where the layer below keeps them as long as nothing is dropped. */
    private float[] in() {
        return dropout.drops() ? dropped : below.rows();
    }

    private int inAt(int step) {
        return dropout.drops() ? step * below.batch() * inStride() : below.outputAt(firstStep + step);
    }

    private int inStride() {
        return dropout.drops() ? weights.forward.rows() : below.stride();
    }

    /** @param dOut (steps, batch, {@link #stride()}) */
    void backward(float[] dOut) {
        backward(dOut, 0, steps);
    }

    /** Some steps, counted from the first one of this layer; {@code dOut} holds all. */
    void backward(float[] dOut, int from, int to) {
        int batch = below.batch();
        for (int t = from; t < to; t++) {
            product.add(in(), inAt(t), inStride(), dOut, t * batch * stride(), weights.gradient);
        }
        int width = weights.backward.width();
        kernel.multiply(
                dOut,
                from * batch * stride(),
                stride(),
                weights.backward,
                dBelow,
                from * batch * width,
                (to - from) * batch);
        for (int t = from; t < to; t++) {
            dropout.apply(t, dBelow, t * batch * width, width);
        }
    }

    /** Hands the gradient of one step to the layer below. */
    void addGradientBelow(int step) {
        int width = weights.backward.width();
        below.addOutputGradient(dBelow, (step - firstStep) * below.batch() * width, width);
    }
}
