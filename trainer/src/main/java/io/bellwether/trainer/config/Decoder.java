package io.bellwether.trainer.config;

/**
 * What an autoencoder's decoder is fed at each step of a training, from the newest frame back. At the newest frame, which
 * alone is scored, all are fed the latent vector and nothing else, so a finished network computes the same score whichever
 * it was trained with.
 */
public enum Decoder {
    /** The latent vector at every step. */
    LATENT,
    /** The latent vector at the first step, then zeros: its memory has to carry it (Srivastava et al. 2015, unconditional). */
    ZEROS,
    /** The latent vector and its own output of the step before (Srivastava et al. 2015, conditional; Malhotra et al. 2016). */
    OWN
}
