package io.bellwether.network;

import java.util.Arrays;
import java.util.List;

/**
 * Series lie side by side in the lanes of the kernel's vectors, in blocks of {@link Kernel#block()}: for many series at once,
 * of which one step is known. Every load of an input serves several outputs and every broadcast of a weight a whole block, and
 * the cells of a block are one long loop. The values are (blocks, inputs + 1 + units, block): x, 1, h.
 */
final class LaneMemory extends LstmMemory {
    private final LanePanels panels;
    private final int block; // series in a block
    private final int blocks;
    private final int inputs;
    private final int units; // hidden, or a little more
    private final int stride; // floats of a block
    private float[] outputs = new float[0]; // scratch of a dense layer

    /** Zeros; the cells are (blocks, units, block). */
    LaneMemory(LanePanels panels, int inputs, int hidden, int batch, Kernel kernel) {
        super(
                batch,
                hidden,
                kernel.newLanes(kernel.blocks(batch) * (inputs + 1 + LanePanels.units(hidden))),
                new float[kernel.blocks(batch) * LanePanels.units(hidden) * kernel.block()]);
        this.panels = panels;
        block = kernel.block();
        blocks = kernel.blocks(batch);
        this.inputs = inputs;
        units = LanePanels.units(hidden);
        stride = (inputs + 1 + units) * block;
        for (int b = 0; b < blocks; b++) {
            int at = b * stride + inputs * block;
            Arrays.fill(values(), at, at + block, 1f);
        }
    }

    /** Whether so many series fill their blocks well enough: lanes without a series cost as much as those with one. */
    static boolean suits(int batch, Kernel kernel) {
        return 4 * batch >= 3 * kernel.blocks(batch) * kernel.block();
    }

    @Override
    void input(int step, int b, float[] x, int at) {
        float[] values = values();
        int to = b / block * stride + b % block;
        for (int i = 0; i < inputs; i++) {
            values[to + i * block] = x[at + i];
        }
    }

    @Override
    void input(LstmMemory layerBefore, int steps) {
        LaneMemory before = (LaneMemory) layerBefore;
        for (int b = 0; b < blocks; b++) {
            int from = b * before.stride + before.hiddenAt();
            System.arraycopy(before.values(), from, values(), b * stride, inputs * block);
        }
    }

    @Override
    int scratch() {
        return blocks * 4 * units * block;
    }

    @Override
    void apply(DenseLayer dense, int steps, float[] out) {
        applyToNewest(dense, out);
    }

    /** As promised; allocates the first time. */
    @Override
    void applyToNewest(DenseLayer dense, float[] out) {
        List<LanePanels> chains = dense.lanes();
        int size = chains.size() * blocks * chains.get(0).width() * block;
        if (outputs.length < size) {
            outputs = new float[size];
        }
        dense.applyLanes(chains, values(), hiddenAt() - block, stride, outputs, out, batch());
    }

    LanePanels panels() {
        return panels;
    }

    int blocks() {
        return blocks;
    }

    int stride() {
        return stride;
    }

    /** Floats of c in a block. */
    int cellStride() {
        return units * block;
    }

    /** Where in a block's values h is. */
    int hiddenAt() {
        return (inputs + 1) * block;
    }

    @Override
    int hiddenAt(int b, int unit) {
        return b / block * stride + hiddenAt() + unit * block + b % block;
    }

    @Override
    int cellAt(int b, int unit) {
        return b / block * cellStride() + unit * block + b % block;
    }

    @Override
    void resetHidden() {
        for (int b = 0; b < blocks; b++) {
            Arrays.fill(values(), b * stride + hiddenAt(), (b + 1) * stride, 0f);
        }
    }
}
