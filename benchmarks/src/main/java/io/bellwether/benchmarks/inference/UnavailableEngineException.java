package io.bellwether.benchmarks.inference;

import java.util.Locale;

/** An engine has no native library for this machine. */
public final class UnavailableEngineException extends Exception {
    UnavailableEngineException(EngineName engine, Throwable cause) {
        super(engine.name().toLowerCase(Locale.ROOT) + " does not run on this machine: " + cause, cause);
    }
}
