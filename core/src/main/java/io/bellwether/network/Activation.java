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
     * Rational minimax approximation of tanh on [-7.905, 7.905], odd polynomial of degree 13 over an even one of degree
     * 6; beyond that tanh is 1 to float precision. The coefficients are those of Eigen's fast tanh
     * (Eigen/src/Core/MathFunctionsImpl.h). Maximum error 3e-7.
     */
    static final float CLAMP = 7.905311f;
    static final int CLAMP_BITS = Float.floatToRawIntBits(CLAMP);
    static final int MAGNITUDE = 0x7fffffff; // of a float's bits; as whole numbers they are ordered as the floats are
    static final int SIGN = 0x80000000;
    static final float A1 = 4.8935246e-03f;
    static final float A3 = 6.3726195e-04f;
    static final float A5 = 1.48572235e-05f;
    static final float A7 = 5.1222973e-08f;
    static final float A9 = -8.604672e-11f;
    static final float A11 = 2.000188e-13f;
    static final float A13 = -2.7607684e-16f;
    static final float B0 = 4.893525e-03f;
    static final float B2 = 2.2684347e-03f;
    static final float B4 = 1.1853471e-04f;
    static final float B6 = 1.1982584e-06f;

    /** The hyperbolic tangent; error at most 3e-7. */
    public static float tanh(float x) {
        float v = clamp(x);
        float v2 = v * v;
        float p = Math.fma(v2, A13, A11);
        p = Math.fma(v2, p, A9);
        p = Math.fma(v2, p, A7);
        p = Math.fma(v2, p, A5);
        p = Math.fma(v2, p, A3);
        p = Math.fma(v2, p, A1);
        float q = Math.fma(v2, B6, B4);
        q = Math.fma(v2, q, B2);
        q = Math.fma(v2, q, B0);
        return v * p / q;
    }

    /** x within [-CLAMP, CLAMP]; on the bits, as that is a third of the work of a vector's float minimum and maximum. */
    private static float clamp(float x) {
        int bits = Float.floatToRawIntBits(x);
        return Float.intBitsToFloat(Math.min(bits & MAGNITUDE, CLAMP_BITS) | (bits & SIGN));
    }

    /** The logistic function 1 / (1 + e^-x) as (1 + tanh(x/2)) / 2; error at most 2e-7. */
    public static float sigmoid(float x) {
        return Math.fma(0.5f, tanh(0.5f * x), 0.5f);
    }
}
