package io.bellwether.network;

/** A trained network: immutable weights, safe to share between threads. */
public sealed interface RecurrentNetwork permits LstmPredictor, LstmAutoencoder {
    /** The number of sensors it takes and gives. */
    int sensors();

    /** The sizes from which it was built. */
    NetworkShape shape();
}
