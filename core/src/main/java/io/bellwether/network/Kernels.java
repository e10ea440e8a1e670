package io.bellwether.network;

/** Which kernel runs: decided once, when the first layer is made. */
public final class Kernels {
    static final Kernel BEST = choose();

    private Kernels() {}

    /** The kernel in use. */
    public static Kernel best() {
        return BEST;
    }

    /** The name of the kernel in use, for logs and metrics: {@code plain}, or {@code vector-512} with its width in bits. */
    public static String active() {
        return BEST.name();
    }

    private static Kernel choose() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return new PlainKernel(); // the JVM was started without --add-modules jdk.incubator.vector
        }
        try {
            Class<?> type = Class.forName("io.bellwether.network.VectorKernel");
            return (Kernel) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernel does not start", e);
        }
    }
}
