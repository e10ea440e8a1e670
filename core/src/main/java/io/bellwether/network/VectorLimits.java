package io.bellwether.network;

import jdk.incubator.vector.FloatVector;

/** How many vectors can be worked on at once before the compiler boxes them, or the processor spills them to memory. */
final class VectorLimits {
    static final boolean X86 = System.getProperty("os.arch").matches("amd64|x86_64");

    /** C2 of JDK 17 stops inlining the vector API in large methods, and boxes what is left. */
    static final boolean STRONG_COMPILER = Runtime.version().feature() >= 21;

    /** SSE and AVX2 name 16 registers, AVX-512 and NEON 32. */
    private static final boolean MANY_REGISTERS = !X86 || FloatVector.SPECIES_PREFERRED.vectorBitSize() > 256;

    /** Whether the large versions pay. */
    static final boolean ROOMY = STRONG_COMPILER && MANY_REGISTERS;

    private VectorLimits() {}
}
