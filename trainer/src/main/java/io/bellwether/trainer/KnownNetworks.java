package io.bellwether.trainer;

import io.bellwether.trainer.config.EnsembleConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Networks that were trained before: who wants to see what becomes of the same ones under several calibrations trains them
 * once. Safe to share between threads.
 */
public final class KnownNetworks {
    /**
     * All that networks depend on.
     *
     * @param frames SHA-256 of every asset's
     * @param taken (sensors) those that principal components are made of; none for kinds that learn from all
     */
    record Key(List<String> frames, EnsembleConfig config, long seed, List<Boolean> taken) {}

    private final Map<Key, Fitted> known = new ConcurrentHashMap<>();

    Fitted get(Key key, Supplier<Fitted> training) {
        Fitted before = known.get(key);
        if (before == null) {
            before = training.get();
            known.put(key, before);
        }
        return before;
    }
}
