package io.bellwether.trainer.config;

/**
 * How a network is fitted.
 *
 * @param noise standard deviation of the Gaussian noise added to the scaled inputs while training
 * @param updates batches at most, each for one gradient step, or with {@code truncate} one per segment; 0 = by the
 *     amount of data
 * @param batch windows per update; multiples of 32 fill the vectors of every processor
 * @param learningRate the peak of the one-cycle schedule
 * @param folds contiguous blocks per asset, one network is trained without each; 0 = by the amount of data
 * @param patience checks of the early-stopping loss without a gain, 20 of them in a whole training, before it stops;
 *     0 = never stop early
 * @param dropout the probability that an input of an upper layer is dropped while training
 * @param channelDropout the probability that a sensor reads as its mean throughout a window while training
 * @param truncate steps that backpropagation goes back at most, along a predictor's sequence; 0 = all of it
 * @param decoder what an autoencoder's decoder is fed
 * @param search whether other hidden and latent sizes than the ones asked for are tried, too
 */
public record FitConfig(
        double noise,
        int updates,
        int batch,
        double learningRate,
        int folds,
        int patience,
        double dropout,
        double channelDropout,
        int truncate,
        Decoder decoder,
        boolean search) {
    private static final int USUAL_FOLDS = 4;
    private static final int FOLDS_OF_FEW = 8;
    private static final int FEW_FRAMES = 1000;
    private static final int FEWEST_FRAMES_OF_A_FOLD = 25;

    public FitConfig {
        Limits.atLeast("noise", noise, 0);
        Limits.atLeast("updates", updates, 0);
        Limits.atLeast("batch", batch, 1);
        Limits.above("learningRate", learningRate, 0);
        if (folds != 0 && (folds < 2 || folds > 20)) {
            throw new IllegalArgumentException(
                    "folds must lie between 2 and 20, or be 0 to go by the amount of data, not " + folds);
        }
        Limits.atLeast("patience", patience, 0);
        Limits.share("dropout", dropout);
        Limits.share("channelDropout", channelDropout);
        if (truncate != 0) {
            Limits.atLeast("truncate", truncate, NetworkSizes.BURN_IN + 1);
        }
    }

    /**
     * As many folds as this amount of data asks for, if nobody has said: with little of it, a network that goes without a
     * quarter lacks more than it may.
     */
    FitConfig withFolds(int usableFrames) {
        if (folds > 0) {
            return this;
        }
        int most = Math.max(USUAL_FOLDS, usableFrames / FEWEST_FRAMES_OF_A_FOLD);
        int chosen = usableFrames < FEW_FRAMES ? Math.min(FOLDS_OF_FEW, most) : USUAL_FOLDS;
        return new FitConfig(
                noise,
                updates,
                batch,
                learningRate,
                chosen,
                patience,
                dropout,
                channelDropout,
                truncate,
                decoder,
                search);
    }
}
