package io.bellwether.trainer.fit;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.trainer.config.EnsembleConfig;
import io.bellwether.trainer.config.FitConfig;
import io.bellwether.trainer.errors.UsageError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What takes the gradients. Safe to share between threads. */
public interface Engine {
    /** As it stands in the model. */
    String name();

    /** The engine whose outputs the kernel is held to after a training. */
    default Engine reference() {
        return this;
    }

    /** Why it cannot train networks of this kind in this way; empty when it can. */
    default Optional<String> refusal(NetworkKind kind, FitConfig config) {
        return Optional.empty();
    }

    /** Why it cannot train one of these; empty when it can train them all. */
    private Optional<String> refusal(List<EnsembleConfig> ensembles) {
        return ensembles.stream()
                .flatMap(ensemble -> refusal(ensemble.network().kind(), ensemble.fit()).stream())
                .findFirst();
    }

    /**
     * The first engine that can do it.
     *
     * @throws UsageError when none can, with the reason of the first
     */
    static Engine choose(List<Engine> engines, List<EnsembleConfig> ensembles) {
        Engine first = engines.get(0);
        return engines.stream()
                .filter(engine -> engine.refusal(ensembles).isEmpty())
                .findFirst()
                .orElseThrow(() -> new UsageError("engine '" + first.name() + "' cannot do this, command line: "
                        + first.refusal(ensembles).orElse("") + "; leave --engine out"));
    }

    /** Versions of the libraries it is made of, by name. */
    Map<String, String> libraries();

    /**
     * Begins a training.
     *
     * @param start the initial weights
     */
    Learner learner(Network start, Recipe recipe);

    /**
     * Begins a plain training.
     *
     * @param start the initial weights
     * @param steps of every window
     */
    default Learner learner(Network start, int steps, OneCycle schedule) {
        return learner(start, Recipe.plain(steps, schedule));
    }
}
