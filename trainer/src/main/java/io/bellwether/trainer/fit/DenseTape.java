package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;

/** A dense layer on top of an LSTM layer, at all steps or at the last one. */
final class DenseTape {
    private final Kernel kernel;
    private final DenseWeights weights;
    private final LstmTape below;
    private final int firstStep;
    private final int steps;
    private final float[] out; // (steps, batch, outputs padded)
    private final float[] dBelow; // (steps, batch, inputs padded)
    private final OuterProduct product;

    /** @param firstStep from this step of the layer below to its last */
    DenseTape(Kernel kernel, DenseWeights weights, LstmTape below, int firstStep) {
        this.kernel = kernel;
        this.weights = weights;
        this.below = below;
        this.firstStep = firstStep;
        steps = below.steps() - firstStep;
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

    void forward() {
        int rows = steps * below.batch();
        kernel.multiply(below.rows(), below.outputAt(firstStep), below.stride(), weights.forward, out, 0, rows);
    }

    /** @param dOut (steps, batch, {@link #stride()}) */
    void backward(float[] dOut) {
        int batch = below.batch();
        for (int t = 0; t < steps; t++) {
            int at = t * batch * stride();
            product.add(below.rows(), below.outputAt(firstStep + t), below.stride(), dOut, at, weights.gradient);
        }
        kernel.multiply(dOut, 0, stride(), weights.backward, dBelow, 0, steps * batch);
    }

    /** Hands the gradient of one step to the layer below. */
    void addGradientBelow(int step) {
        int width = weights.backward.width();
        below.addOutputGradient(dBelow, (step - firstStep) * below.batch() * width, width);
    }
}
