package io.bellwether.trainer.fit;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.trainer.config.NetworkSizes;
import io.bellwether.trainer.export.Parity;
import java.util.List;
import java.util.function.Function;

/** What a finished network is worth: that the kernel computes the same as another engine, and how large its errors are. */
public final class Proof {
    private static final int PARITY_WINDOWS = 64;
    private static final int LOSS_WINDOWS = 256;

    private final List<ScaledSeries> assets;
    private final NetworkSizes sizes;

    public Proof(List<ScaledSeries> assets, NetworkSizes sizes) {
        this.assets = assets;
        this.sizes = sizes;
    }

    /**
     * Measures one network of an ensemble.
     *
     * @param outputs what the engine makes of a batch with the same weights
     * @param member number of the block of every asset on which its loss is measured
     * @param updates how many batches it was trained on
     */
    public Member member(Network network, Function<Batch, float[]> outputs, int member, int updates) {
        Batch some =
                new Windows(assets, sizes, asset -> asset.folds().trainingFrames(member, false)).spread(PARITY_WINDOWS);
        double parity = Parity.largestDifference(network, some.input, outputs.apply(some), sizes.steps());
        Windows block = new Windows(assets, sizes, asset -> asset.folds().block(member));
        double loss = Double.NaN;
        double naive = Double.NaN;
        if (block.count() > 0) {
            Batch heldOut = block.spread(LOSS_WINDOWS);
            boolean isPredictor = sizes.kind() == NetworkKind.LSTM_PREDICTOR;
            if (!isPredictor) {
                heldOut.countOnly(0); // the newest frame, which is the one that is scored
            }
            loss = heldOut.loss(outputs.apply(heldOut));
            naive = heldOut.loss(isPredictor ? heldOut.unchanged() : new float[heldOut.target.length]);
        }
        return new Member(network, updates, loss, naive, parity);
    }

    /** Whether there is a window to measure member {@code member} on. */
    public boolean isPossible(int member) {
        return new Windows(assets, sizes, asset -> asset.folds().trainingFrames(member, false)).count() > 0;
    }
}
