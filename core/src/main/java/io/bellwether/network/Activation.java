package io.bellwether.network;

/**
 * The functions between layers, in float32, made of multiply-adds and one division only, so that every machine and every
 * vector width gives the same bits ({@link Math#tanh} may differ between an interpreter and a compiler).
 */
public enum Activation {
    /** f(x) = x. */
    IDENTITY,
    /** f(x) = tanh x. */
    TANH;

    /*
     * tanh x = x P(x^2) / Q(x^2) on [-CLAMP, CLAMP], with P and Q of degree four: the rational minimax approximation of the
     * absolute error (5e-9; 2e-8 with float coefficients), fitted by iteratively reweighted least squares (Lawson 1961), then scaled so
     * that Q begins with 1. Beyond, tanh is 1 to within 3e-7. Both have the same constant: tanh x = x near 0.
     */
    static final float CLAMP = 7.905311f;
    static final int CLAMP_BITS = Float.floatToRawIntBits(CLAMP);
    static final int SIGN = 0x80000000; // of a float's bits
    static final float PQ0 = 1172816f;
    static final float P1 = 157674.83f;
    static final float P2 = 4188.477f;
    static final float P3 = 25.680632f;
    static final float P4 = 0.017884508f;
    static final float Q1 = 548613.4f;
    static final float Q2 = 30684.293f;
    static final float Q3 = 400.0571f;

    /** The hyperbolic tangent; error at most 3e-7, absolute and relative. */
    public static float tanh(float x) {
        float v = clamp(x);
        float v2 = v * v;
        float p = Math.fma(v2, P4, P3);
        p = Math.fma(v2, p, P2);
        p = Math.fma(v2, p, P1);
        p = Math.fma(v2, p, PQ0);
        float q = v2 + Q3;
        q = Math.fma(v2, q, Q2);
        q = Math.fma(v2, q, Q1);
        q = Math.fma(v2, q, PQ0);
        return v * p / q;
    }

    /**
     * x within [-CLAMP, CLAMP]: the smaller of x and the end of its sign, as whole numbers, which are ordered as the magnitudes
     * of one sign are. That is a quarter of the work of a vector's float minimum and maximum.
     */
    private static float clamp(float x) {
        int bits = Float.floatToRawIntBits(x);
        return Float.intBitsToFloat(Math.min(bits, (bits & SIGN) | CLAMP_BITS));
    }

    /** The logistic function 1 / (1 + e^-x) as (1 + tanh(x/2)) / 2; error at most 2e-7. */
    public static float sigmoid(float x) {
        return Math.fma(0.5f, tanh(0.5f * x), 0.5f);
    }
}
