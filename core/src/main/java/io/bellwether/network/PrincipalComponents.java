package io.bellwether.network;

/**
 * Principal components (Hotelling 1933), which is to say a linear autoencoder (Baldi and Hornik 1989): a frame is expected
 * to lie where the components that explain most of the training data can put it. Without any component it is expected at
 * the mean, and the errors are plain z-scores. It has no memory. Immutable.
 *
 * <pre>
 * expected = mean + P' P (x - mean)
 * </pre>
 */
public final class PrincipalComponents implements Network {
    private final NetworkShape shape;
    private final float[] mean; // (sensors)
    private final float[] components; // P (components, sensors), orthonormal rows

    /**
     * The components of scaled frames.
     *
     * @param mean (sensors); copied
     * @param components row-major (components, sensors), orthonormal rows, fewer than sensors; copied
     */
    public PrincipalComponents(float[] mean, float[] components) {
        int sensors = mean.length;
        int count = components.length / Math.max(1, sensors);
        if (components.length != count * sensors) {
            throw new IllegalArgumentException(
                    "principal components need rows of " + sensors + ", but hold " + components.length + " values");
        }
        this.shape = NetworkShape.components(sensors, count);
        this.mean = mean.clone();
        this.components = components.clone();
    }

    @Override
    public int sensors() {
        return mean.length;
    }

    @Override
    public NetworkShape shape() {
        return shape;
    }

    /** (sensors); a copy. */
    public float[] mean() {
        return mean.clone();
    }

    /** Row-major (components, sensors); a copy. */
    public float[] components() {
        return components.clone();
    }

    /** What is expected of a sensor when nothing is known. */
    public float mean(int sensor) {
        return mean[sensor];
    }

    /**
     * What the frame should have been; allocates nothing.
     *
     * @param x (sensors) scaled values
     * @param expected (sensors) out
     */
    public void expect(float[] x, float[] expected) {
        int sensors = mean.length;
        System.arraycopy(mean, 0, expected, 0, sensors);
        for (int from = 0; from < components.length; from += sensors) {
            float along = 0f;
            for (int s = 0; s < sensors; s++) {
                along = Math.fma(x[s] - mean[s], components[from + s], along);
            }
            for (int s = 0; s < sensors; s++) {
                expected[s] = Math.fma(along, components[from + s], expected[s]);
            }
        }
    }
}
