package io.bellwether.detector.state;

import io.bellwether.detector.config.StoreKind;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The store of the assets' states: asset id to binary watch, cached, with a changelog topic. */
public final class WatchStore {
    /** Its name. */
    public static final String NAME = "asset-watches";

    /*
     * Every commit writes the states of the assets that have moved, so the changelog grows fast and is worth compacting
     * early: a start without local state reads all of it.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG,
            String.valueOf(32 << 20),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1");

    private WatchStore() {}

    /** The name of its changelog topic. */
    public static String changelog(String applicationId) {
        return applicationId + "-" + NAME + "-changelog";
    }

    /** For the topology. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> builder(StoreKind kind) {
        return Stores.keyValueStoreBuilder(
                        kind == StoreKind.ROCKSDB
                                ? Stores.persistentKeyValueStore(NAME)
                                : Stores.inMemoryKeyValueStore(NAME),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }
}
