package io.bellwether.trainer.calibrate;

import io.bellwether.network.Network;
import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.Expectation;
import io.bellwether.scoring.Scaler;
import io.bellwether.scoring.Scorer;
import io.bellwether.trainer.config.CalibrationConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Production's scorers, one for each block, with the networks alone that have not seen it. */
public final class HeldOutScorers {
    private HeldOutScorers() {}

    /**
     * As many as there are blocks.
     *
     * @param ensembles (ensembles, folds) the networks, each trained without the block of its number
     * @param calibration of those ensembles
     * @param maxHoldFrames for this many frames a missing value is replaced by the last one
     */
    public static List<Scorer> of(
            List<List<Network>> ensembles,
            CalibrationConfig config,
            Scaler scaler,
            Calibration calibration,
            long maxHoldFrames) {
        return IntStream.range(0, ensembles.get(0).size())
                .mapToObj(block -> new Scorer(without(block, ensembles, config), scaler, calibration, maxHoldFrames))
                .toList();
    }

    private static List<Scorer.Ensemble> without(int block, List<List<Network>> ensembles, CalibrationConfig config) {
        List<Scorer.Ensemble> unseen = new ArrayList<>();
        for (List<Network> members : ensembles) {
            Network member = members.get(block);
            int stride = config.stride(member.shape().kind());
            unseen.add(new Scorer.Ensemble(Expectation.of(List.of(member), stride), config.smoothings()));
        }
        return unseen;
    }
}
