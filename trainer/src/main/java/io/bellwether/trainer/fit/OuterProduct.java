package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import io.bellwether.network.PackedMatrix;

/** The gradient of a weight matrix: inputs, transposed, times the gradient of the outputs, summed over a batch. */
final class OuterProduct {
    private final Kernel kernel;
    private final int batch;
    private final int rows;
    private final float[] transposed; // (rows, batch)
    private final PackedMatrix outputs; // (batch, width)
    private final float[] product; // (rows, width)

    OuterProduct(Kernel kernel, int batch, int rows, int width) {
        this.kernel = kernel;
        this.batch = batch;
        this.rows = rows;
        transposed = new float[rows * batch];
        outputs = kernel.matrix(batch, width);
        product = new float[rows * outputs.width()];
    }

    /**
     * {@code gradient += inputs^T dOutputs}.
     *
     * @param inputs (batch, stride) from {@code inputsAt}, of which {@code rows} columns count
     * @param dOutputs (batch, width) from {@code dOutputsAt}
     * @param gradient (rows, width)
     */
    void add(float[] inputs, int inputsAt, int stride, float[] dOutputs, int dOutputsAt, float[] gradient) {
        for (int b = 0; b < batch; b++) {
            int from = inputsAt + b * stride;
            for (int row = 0; row < rows; row++) {
                transposed[row * batch + b] = inputs[from + row];
            }
        }
        outputs.pack(dOutputs, dOutputsAt);
        kernel.multiply(transposed, 0, batch, outputs, product, 0, rows);
        for (int i = 0; i < product.length; i++) {
            gradient[i] += product[i];
        }
    }
}
