package io.bellwether.scoring;

/**
 * Which model said it.
 *
 * @param name the model's name
 * @param version semantic version
 * @param sha256 of the whole artifact, 64 lower-case hex digits
 */
public record ModelRef(String name, String version, String sha256) {}
