package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.config.EnsembleConfig;
import io.bellwether.trainer.fit.Member;
import io.bellwether.trainer.fit.Search;
import java.util.List;

/**
 * An ensemble fresh from its training.
 *
 * @param config what it was made by
 * @param members (folds) each trained without the block of its number
 * @param candidates the sizes that were searched; none without a search
 */
record Fitted(EnsembleConfig config, List<Member> members, List<Search.Candidate> candidates) {
    Fitted {
        members = List.copyOf(members);
        candidates = List.copyOf(candidates);
    }

    NetworkKind kind() {
        return config.network().kind();
    }

    List<Network> networks() {
        return members.stream().map(Member::network).toList();
    }

    /** The largest difference between engine and kernel. */
    double parity() {
        return members.stream().mapToDouble(Member::parity).max().orElse(0);
    }

    Manifest.Ensemble described(CalibrationConfig calibration) {
        return new Manifest.Ensemble(
                members.get(0).network().shape(), members.size(), calibration.stride(kind()), calibration.smoothings());
    }
}
