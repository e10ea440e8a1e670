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
    private final int block;
    private final float[] dropped; // (steps, blocks, 1 + inputs, block) 1, what was not dropped; nothing at rate 0
    private final float[] out; // (steps, blocks, outputs, block)
    private final float[] dBelow; // (steps, blocks, inputs, block)
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
        block = below.block();
        dropped = kernel.newLanes(dropout.rate() > 0 ? steps * below.blocks() * weights.forward.rows() : 0);
        out = newOutputs();
        dBelow = new float[steps * below.blocks() * weights.backward.width() * block];
        product = new OuterProduct(kernel, below.blocks(), weights.forward);
    }

    /** Zeros in the shape of {@link #out}. */
    float[] newOutputs() {
        return kernel.newLanes(steps * below.blocks() * weights.forward.width());
    }

    /** The outputs before any activation; (steps, blocks, {@link #stride()}). */
    float[] out() {
        return out;
    }

    /** Floats from a block of sequences to the next. */
    int stride() {
        return weights.forward.width() * block;
    }

    /** Where one sequence's first output is at a step; the next one follows a block behind. */
    int at(int step, int b) {
        return (step * below.blocks() + b / block) * stride() + b % block;
    }

    float output(int step, int b, int output) {
        return out[at(step, b) + output * block];
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
        int blocks = below.blocks();
        if (dropout.drops()) {
            drop(from, to);
        }
        kernel.multiplyLanes(
                weights.forward, in(), inAt(from), inStride(), out, from * blocks * stride(), (to - from) * blocks);
    }

    private void drop(int fromStep, int toStep) {
        int size = weights.forward.rows() * block;
        int blocks = below.blocks();
        for (int b = fromStep * blocks; b < toStep * blocks; b++) {
            int from = below.outputAt(firstStep) + b * below.stride();
            System.arraycopy(below.rows(), from, dropped, b * size, size);
        }
        for (int t = fromStep; t < toStep; t++) {
            dropout.apply(t, dropped, t * blocks * size + block, size);
        }
    }

    /** The inputs, which are read where the layer below keeps them as long as nothing is dropped. */
    private float[] in() {
        return dropout.drops() ? dropped : below.rows();
    }

    private int inAt(int step) {
        return dropout.drops() ? step * below.blocks() * inStride() : below.outputAt(firstStep + step);
    }

    private int inStride() {
        return dropout.drops() ? weights.forward.rows() * block : below.stride();
    }

    /** @param dOut (steps, blocks, {@link #stride()}), of {@link #newOutputs} */
    void backward(float[] dOut) {
        backward(dOut, 0, steps);
    }

    /** Some steps, counted from the first one of this layer; {@code dOut} holds all. */
    void backward(float[] dOut, int from, int to) {
        int blocks = below.blocks();
        for (int t = from; t < to; t++) {
            product.add(in(), inAt(t), inStride(), dOut, t * blocks * stride(), weights.gradient);
        }
        int size = blocks * gradientStride();
        int first = from * blocks * stride();
        kernel.multiplyLanes(weights.backward, dOut, first, stride(), dBelow, from * size, (to - from) * blocks);
        for (int t = from; t < to; t++) {
            dropout.apply(t, dBelow, t * size, gradientStride());
        }
    }

    /** Hands the gradient of one step to the layer below. */
    void addGradientBelow(int step) {
        int at = (step - firstStep) * below.blocks() * gradientStride();
        below.addOutputGradient(dBelow, at, gradientStride());
    }

    private int gradientStride() {
        return weights.backward.width() * block;
    }
}
