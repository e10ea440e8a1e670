package io.bellwether.network;

/** A trained network: immutable weights, safe to share between threads. */
public sealed interface Network permits LstmPredictor, LstmAutoencoder, PrincipalComponents {
    /** The number of sensors it takes and gives. */
    int sensors();

    /** The sizes from which it was built. */
    NetworkShape shape();
}
