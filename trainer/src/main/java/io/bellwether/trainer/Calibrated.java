package io.bellwether.trainer;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.contest.Contest;
import io.bellwether.trainer.contest.Standing;
import io.bellwether.trainer.contest.Standing.Sort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Networks, and what is normal for them: all that a model needs, but its name.
 *
 * @param calibrations (assets)
 */
record Calibrated(List<Fitted> ensembles, List<AssetCalibration> calibrations) {
    Calibrated {
        ensembles = List.copyOf(ensembles);
        calibrations = List.copyOf(calibrations);
    }

    /** (ensembles, members) */
    List<List<Network>> networks() {
        return ensembles.stream().map(Fitted::networks).toList();
    }

    Sort sort() {
        if (ensembles.size() > 1) {
            return Sort.TOGETHER;
        }
        return ensembles.get(0).kind().isRecurrent() ? Sort.NETWORK : Sort.BASELINE;
    }

    Standing compete(Contest contest, Prepared prepared, Sort sort) {
        Map<String, AssetCalibration> byAsset = new HashMap<>();
        for (int a = 0; a < calibrations.size(); a++) {
            byAsset.put(prepared.assets().get(a).name(), calibrations.get(a));
        }
        String kinds = NetworkKind.joined(ensembles.stream().map(Fitted::kind).toList());
        return contest.judge(kinds, sort, networks(), byAsset);
    }
}
