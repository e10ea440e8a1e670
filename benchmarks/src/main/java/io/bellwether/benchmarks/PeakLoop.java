package io.bellwether.benchmarks;

/** A loop that keeps the multiply-add units of one core busy. */
interface PeakLoop {
    /** Floating-point operations in one run: two for every multiply-add of every lane. */
    double flops();

    /** Runs it; numbers that only look as if they mattered. */
    float run(float factor, float summand);

    /** The loop on the Vector API. */
    static PeakLoop onVectors() {
        try {
            Class<?> type = Class.forName("io.bellwether.benchmarks.FmaLoop");
            return (PeakLoop) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("needs --add-modules jdk.incubator.vector", e);
        }
    }
}
