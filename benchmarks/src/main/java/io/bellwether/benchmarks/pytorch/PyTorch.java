package io.bellwether.benchmarks.pytorch;

import ai.djl.engine.Engine;

/** The engine, on one thread, from the jars on the class path only. */
public final class PyTorch {
    private PyTorch() {}

    /**
     * Loads it. Its native library is unpacked once, into DJL's cache in the user's home.
     *
     * @throws RuntimeException when there is none for this machine
     */
    public static Engine engine() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        return Engine.getEngine("PyTorch");
    }

    /** For tables. */
    public static String title(Engine engine) {
        String version = engine.getVersion();
        return "PyTorch " + version.replaceFirst("-\\d+$", "");
    }
}
