package io.bellwether.trainer.config;

/**
 * What decides about networks of one kind.
 *
 * @param network their sizes
 * @param fit how they are fitted
 */
public record EnsembleConfig(NetworkSizes network, FitConfig fit) {}
