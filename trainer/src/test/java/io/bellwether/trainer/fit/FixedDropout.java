package io.bellwether.trainer.fit;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J's dropout with a mask that is given. */
final class FixedDropout implements IDropout {
    private static final long serialVersionUID = 1L;

    private final float[] mask; // (steps, windows, features)
    private final int steps;
    private final int windows;

    FixedDropout(float[] mask, int steps, int windows) {
        this.mask = mask;
        this.steps = steps;
        this.windows = windows;
    }

    /** As DL4J has a time series: (windows, features, steps), or in two dimensions as its output layer wants it. */
    private INDArray mask(INDArray like) {
        int features = mask.length / steps / windows;
        INDArray series = Nd4j.create(mask, new long[] {steps, windows, features}, 'c')
                .permute(1, 2, 0)
                .dup('c');
        return like.rank() == 3 ? series : TimeSeriesUtils.reshape3dTo2d(series);
    }

    @Override
    public INDArray applyDropout(
            INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
        return result.assign(input.mul(mask(input)));
    }

    @Override
    public INDArray backprop(INDArray gradientAtOutput, INDArray gradientAtInput, int iteration, int epoch) {
        return gradientAtInput.assign(gradientAtOutput.mul(mask(gradientAtOutput)));
    }

    @Override
    public void clear() {}

    @Override
    public IDropout clone() {
        return new FixedDropout(mask, steps, windows);
    }
}
