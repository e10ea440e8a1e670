package io.bellwether.trainer.config;

import io.bellwether.network.NetworkKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which keys of a config file the kinds of networks in a model have a use for. */
final class KindKeys {
    private final List<NetworkKind> kinds;
    private final List<String> given = new ArrayList<>();

    private KindKeys(List<NetworkKind> kinds) {
        this.kinds = kinds;
    }

    /**
     * Checks the keys that ask for what only some kinds can do.
     *
     * @throws IllegalArgumentException when one asks for more than the usual, and none of the kinds can do it
     */
    static void check(ConfigFile file, List<NetworkKind> kinds) {
        KindKeys keys = new KindKeys(kinds);
        NetworkKind autoencoder = NetworkKind.LSTM_AUTOENCODER;
        NetworkKind predictor = NetworkKind.LSTM_PREDICTOR;
        if (!kinds.contains(autoencoder) && asksFor(file.stride(), 1)) {
            throw new IllegalArgumentException("stride must be 1 for " + NetworkKind.joined(kinds)
                    + ", which judges every frame, not " + file.stride());
        }
        keys.require(predictor, "truncate", file.truncate(), 0, "carries no memory on while it is trained");
        keys.require(predictor, "horizon", file.horizon(), 1, "forecasts nothing");
        keys.require(autoencoder, "decoder", file.decoder(), "latent", "has none");
        if (keys.allComputed() && asksFor(file.search(), false)) {
            throw new IllegalArgumentException("search is for networks that are trained, not for "
                    + NetworkKind.joined(kinds) + ", which is computed from the data at once; leave it out");
        }
    }

    private boolean allComputed() {
        return kinds.stream().noneMatch(NetworkKind::isRecurrent);
    }

    private void require(NetworkKind only, String key, @Nullable Object value, Object usual, String because) {
        if (!kinds.contains(only) && asksFor(value, usual)) {
            throw new IllegalArgumentException(key + " is for " + only + ", not for " + NetworkKind.joined(kinds)
                    + ", which " + because + "; leave it out, not " + value);
        }
    }

    private static boolean asksFor(@Nullable Object value, Object usual) {
        return value != null && !value.equals(usual);
    }

    /** The keys of a training that are given and mean nothing to baselines, which are computed; none where a network is. */
    static List<String> withoutEffect(ConfigFile file, List<NetworkKind> kinds) {
        KindKeys keys = new KindKeys(kinds);
        if (keys.allComputed()) {
            keys.add("hidden", file.hidden());
            keys.add("latent", kinds.contains(NetworkKind.PCA) ? null : file.latent()); // the number of its components
            keys.add("window", file.window());
            keys.add("sequence", file.sequence());
            keys.add("noise", file.noise());
            keys.add("updates", file.updates());
            keys.add("batch", file.batch());
            keys.add("learningRate", file.learningRate());
            keys.add("patience", file.patience());
            keys.add("dropout", file.dropout());
            keys.add("channelDropout", file.channelDropout());
        }
        return List.copyOf(keys.given);
    }

    private void add(String key, @Nullable Object value) {
        if (value != null) {
            given.add(key);
        }
    }
}
