package io.bellwether.trainer.fit;

/** Adam (Kingma and Ba 2015, algorithm 1), behind a gradient shortened to a largest norm. */
final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final float[] mean; // (weights)
    private final float[] square; // (weights)
    private final double largestNorm;
    private int updates;

    Adam(int weights, double largestNorm) {
        mean = new float[weights];
        square = new float[weights];
        this.largestNorm = largestNorm;
    }

    /** Moves the weights one step against the gradient. */
    void step(float[] weights, float[] gradient, double rate) {
        updates++;
        float scale = (float) Math.min(1, largestNorm / norm(gradient));
        float step = (float) (rate / (1 - StrictMath.pow(BETA1, updates)));
        float unbias = (float) (1 / (1 - StrictMath.pow(BETA2, updates)));
        for (int w = 0; w < weights.length; w++) {
            float g = scale * gradient[w];
            mean[w] = (float) BETA1 * mean[w] + (float) (1 - BETA1) * g;
            square[w] = (float) BETA2 * square[w] + (float) (1 - BETA2) * g * g;
            weights[w] -= step * mean[w] / ((float) Math.sqrt(unbias * square[w]) + EPSILON);
        }
    }

    private static double norm(float[] gradient) {
        double sum = 0;
        for (float g : gradient) {
            sum += (double) g * g;
        }
        return Math.sqrt(sum);
    }
}
