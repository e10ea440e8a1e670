package io.bellwether.trainer.fit;

import io.bellwether.network.Network;

/**
 * One network of the ensemble, trained without one block of every asset.
 *
 * @param network the best weights
 * @param updates how many gradient steps were made
 * @param loss mean squared error of what is forecast, or of the newest frame of a rebuilt window, in scaled units, on the
 *     block it was trained without
 * @param naiveLoss the same of a forecast that nothing changes, or for an autoencoder of the mean; NaN when unknown
 * @param parity largest absolute difference between engine and kernel
 */
public record Member(Network network, int updates, double loss, double naiveLoss, double parity) {}
