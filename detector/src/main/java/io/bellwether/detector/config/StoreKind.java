package io.bellwether.detector.config;

/** Where the states of the assets are kept, beside their changelog topic. */
public enum StoreKind {
    /** On the heap; read from the changelog topic at every start. */
    MEMORY,
    /** On disk, in RocksDB; a clean restart on the same disk reads only what is new. */
    ROCKSDB
}
