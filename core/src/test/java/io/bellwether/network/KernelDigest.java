package io.bellwether.network;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Runs every layer at many sizes and prints the SHA-256 of every bit that comes out, with the kernel that did it. */
final class KernelDigest {
    static final List<Integer> SIZES = List.of(1, 3, 7, 8, 9, 10, 17, 31, 64, 65, 100);
    private static final List<Integer> BATCHES = List.of(1, 7, 9, 29);
    private static final int STEPS = 6;

    // Together they are the rows of a matrix whose wide bands are split at every vector width.
    static final int MANY_INPUTS = 100;
    static final int MANY_HIDDEN = 230;

    private KernelDigest() {}

    public static void main(String[] args) throws Exception {
        System.out.println(Kernels.active() + " " + digest(Kernels.BEST));
    }

    static String digest(Kernel kernel) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (int inputs : SIZES) {
            for (int hidden : SIZES) {
                for (int batch : BATCHES) {
                    digest(kernel, inputs, hidden, batch, sha);
                }
            }
        }
        digest(kernel, MANY_INPUTS, MANY_HIDDEN, 9, sha);
        for (int units : SIZES) {
            digestTraining(kernel, units, sha);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void digest(Kernel kernel, int inputs, int hidden, int batch, MessageDigest sha) {
        SplittableRandom random = new SplittableRandom(31L * inputs + hidden);
        LstmLayer lstm = new LstmLayer(
                inputs, hidden, weights((inputs + hidden) * 4 * hidden, random), weights(4 * hidden, random), kernel);
        DenseLayer head = new DenseLayer(
                hidden, inputs, Activation.IDENTITY, weights(hidden * inputs, random), weights(inputs, random), kernel);
        DenseLayer latent = new DenseLayer(
                hidden, inputs, Activation.TANH, weights(hidden * inputs, random), weights(inputs, random), kernel);
        LstmMemory memory = lstm.newMemory(batch, 1);
        float[] gates = new float[memory.scratch()];
        float[] out = new float[batch * head.width()];
        for (int t = 0; t < STEPS; t++) {
            float[] x = weights(batch * inputs, random);
            for (int b = 0; b < batch; b++) {
                memory.input(0, b, x, b * inputs);
            }
            lstm.run(memory, 1, gates);
            digest(memory, sha);
            for (DenseLayer dense : List.of(head, latent)) {
                memory.apply(dense, 1, out);
                for (int b = 0; b < batch; b++) {
                    for (int s = 0; s < inputs; s++) {
                        sha.update(ByteBuffer.allocate(4)
                                .putFloat(out[b * dense.width() + s])
                                .flip());
                    }
                }
            }
        }
        digestAhead(lstm, batch, random, sha);
    }

    /** Several steps at once, and steps on inputs that stay the same. */
    private static void digestAhead(LstmLayer lstm, int batch, SplittableRandom random, MessageDigest sha) {
        int steps = 3;
        RowMemory memory = (RowMemory) lstm.newMemory(batch, steps);
        float[] gates = new float[memory.scratch()];
        float[] x = weights(steps * batch * lstm.inputs(), random);
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < batch; b++) {
                memory.input(t, b, x, (t * batch + b) * lstm.inputs());
            }
        }
        lstm.run(memory, steps, gates);
        digest(memory, sha);
        float[] held = new float[lstm.stepGates(batch)];
        lstm.hold(memory, held);
        lstm.runHeld(memory, held, 2, gates);
        digest(memory, sha);
    }

    /** A step there and back of cells in lanes, as training has them, and the product that takes their gradient on. */
    private static void digestTraining(Kernel kernel, int units, MessageDigest sha) {
        int series = 37;
        int width = Math.max(units, LanePanels.COLUMNS);
        int blocks = kernel.blocks(series);
        int cells = units * kernel.block();
        SplittableRandom random = new SplittableRandom(units);
        float[] gates = lanes(kernel, series, 4 * units, random);
        float[] cell = new float[2 * blocks * cells];
        System.arraycopy(lanes(kernel, series, units, random), 0, cell, 0, blocks * cells);
        float[] tanh = new float[blocks * cells];
        float[] h = new float[blocks * cells];
        float[] dh = lanes(kernel, series, units, random);
        float[] dc = lanes(kernel, series, units, random);
        float[] dGates = kernel.newLanes(blocks * 4 * units);
        LanePanels panels = new LanePanels(4 * units, units);
        panels.packRows(0, 4 * units, weights(4 * units * units, random), 0, units);
        float[] product = new float[blocks * width * kernel.block()];

        kernel.cellForward(gates, 0, cells, cell, 0, tanh, 0, h, cells, 0, blocks);
        kernel.cellBackward(gates, 0, cells, cell, 0, tanh, 0, dh, dc, dGates, blocks);
        kernel.multiplyLanes(panels, dGates, 0, 4 * cells, product, 0, blocks);

        digest(kernel, h, series, units, units, sha);
        digest(kernel, dc, series, units, units, sha);
        digest(kernel, dGates, series, 4 * units, 4 * units, sha);
        digest(kernel, product, series, width, units, sha);
    }

    /** (blocks, rows, block), the same for every series whatever the block. */
    private static float[] lanes(Kernel kernel, int series, int rows, SplittableRandom random) {
        float[] lanes = new float[kernel.blocks(series) * rows * kernel.block()];
        float[] values = weights(series * rows, random);
        for (int b = 0; b < series; b++) {
            for (int row = 0; row < rows; row++) {
                lanes[(b / kernel.block() * rows + row) * kernel.block() + b % kernel.block()] = values[b * rows + row];
            }
        }
        return lanes;
    }

    /** The first {@code count} rows of (blocks, rows, block), series by series. */
    private static void digest(Kernel kernel, float[] lanes, int series, int rows, int count, MessageDigest sha) {
        ByteBuffer bytes = ByteBuffer.allocate(series * count * Float.BYTES);
        for (int b = 0; b < series; b++) {
            for (int row = 0; row < count; row++) {
                bytes.putFloat(lanes[(b / kernel.block() * rows + row) * kernel.block() + b % kernel.block()]);
            }
        }
        sha.update(bytes.flip());
    }

    private static void digest(LstmMemory memory, MessageDigest sha) {
        ByteBuffer bytes = ByteBuffer.allocate(memory.size());
        memory.write(bytes);
        sha.update(bytes.flip());
    }

    /** Values that reach into the flat ends of tanh too. */
    private static float[] weights(int count, SplittableRandom random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (3 * random.nextDouble() - 1.5);
        }
        return values;
    }
}
