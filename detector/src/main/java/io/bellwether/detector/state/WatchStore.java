package io.bellwether.detector.state;

import io.bellwether.detector.config.StoreKind;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The store of the assets' states: asset id to binary watch, with a changelog topic. It has no cache, as every state is put
 * once a commit.
 */
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

    /** For the topology; its tasks can be told before they are committed. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> builder(StoreKind kind, BeforeCommit beforeCommit) {
        StoreBuilder<KeyValueStore<String, byte[]>> plain = Stores.keyValueStoreBuilder(
                        kind == StoreKind.ROCKSDB
                                ? Stores.persistentKeyValueStore(NAME)
                                : Stores.inMemoryKeyValueStore(NAME),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
        return new Telling(plain, beforeCommit);
    }

    /** Builds what another builder builds, telling before a commit. */
    private record Telling(StoreBuilder<KeyValueStore<String, byte[]>> built, BeforeCommit beforeCommit)
            implements StoreBuilder<KeyValueStore<String, byte[]>> {
        @Override
        public KeyValueStore<String, byte[]> build() {
            return beforeCommit.around(built.build());
        }

        @Override
        public StoreBuilder<KeyValueStore<String, byte[]>> withCachingEnabled() {
            return new Telling(built.withCachingEnabled(), beforeCommit);
        }

        @Override
        public StoreBuilder<KeyValueStore<String, byte[]>> withCachingDisabled() {
            return new Telling(built.withCachingDisabled(), beforeCommit);
        }

        @Override
        public StoreBuilder<KeyValueStore<String, byte[]>> withLoggingEnabled(Map<String, String> config) {
            return new Telling(built.withLoggingEnabled(config), beforeCommit);
        }

        @Override
        public StoreBuilder<KeyValueStore<String, byte[]>> withLoggingDisabled() {
            return new Telling(built.withLoggingDisabled(), beforeCommit);
        }

        @Override
        public Map<String, String> logConfig() {
            return built.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return built.loggingEnabled();
        }

        @Override
        public String name() {
            return built.name();
        }
    }
}
