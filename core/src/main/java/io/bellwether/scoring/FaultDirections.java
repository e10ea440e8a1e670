package io.bellwether.scoring;

import org.jspecify.annotations.Nullable;

/**
 * In which direction the errors of all sensors move when one of them lies, where that is known: reconstruction-based
 * contributions (Alcala and Qin 2009, Automatica 45). Principal components smear a sensor's fault over the errors of those
 * it goes with; along its own direction no other sensor explains more than the one that lies. Immutable.
 *
 * <pre>
 * gain_i = (d_i' u)^2 / (d_i' P d_i)
 * </pre>
 *
 * d_i: the errors, in units of their spread, when sensor i reads one too much; P: the inverse of their covariance, u = P z.
 * Where a fault shows in nothing but its own error this is {@link WhitenedError#gain}.
 */
final class FaultDirections {
    /** Of a sensor that the components follow wherever it goes, so that no error shows what it does. */
    private static final double UNSEEN = 1e-6;

    private final int size;
    private final double[] directions; // d (size, size), one row for each sensor
    private final double[] pulled; // P d (size, size), one row for each sensor
    private final double[] information; // d' P d (size); 0 = unseen

    /**
     * The directions of those that vote.
     *
     * @param response (sensors, sensors) error of the column's sensor when the row's reads one too much
     * @param spread (sensors)
     * @param voters sensors that vote
     * @param whitened of the voters; null = P is the identity
     */
    FaultDirections(double[] response, double[] spread, int[] voters, @Nullable WhitenedError whitened) {
        size = voters.length;
        directions = new double[size * size];
        pulled = new double[size * size];
        information = new double[size];
        double[] direction = new double[size];
        double[] along = new double[size];
        for (int v = 0; v < size; v++) {
            for (int w = 0; w < size; w++) {
                direction[w] = response[voters[v] * spread.length + voters[w]] / spread[voters[w]];
            }
            double length = whitened == null ? norm(direction, along) : whitened.of(direction, along);
            boolean seen = response[voters[v] * (spread.length + 1)] > UNSEEN;
            information[v] = seen ? length * length : 0;
            System.arraycopy(direction, 0, directions, v * size, size);
            System.arraycopy(along, 0, pulled, v * size, size);
        }
    }

    private static double norm(double[] direction, double[] copy) {
        double square = 0;
        for (int w = 0; w < direction.length; w++) {
            copy[w] = direction[w];
            square += direction[w] * direction[w];
        }
        return Math.sqrt(square);
    }

    /**
     * By how much the square of the errors' size would be less, had this sensor read what makes it least.
     *
     * @param u (size) P z
     */
    double gain(int i, double[] u) {
        double step = step(i, u);
        return step * step * information[i];
    }

    /** All gains, into {@code out}. */
    double[] gains(double[] u, double[] out) {
        for (int i = 0; i < size; i++) {
            out[i] = gain(i, u);
        }
        return out;
    }

    /** What u would be at another sensor then. */
    double pulledWithout(int i, int other, double[] u) {
        return u[other] - step(i, u) * pulled[i * size + other];
    }

    /** How far the sensor must have been off to explain the most. */
    private double step(int i, double[] u) {
        double along = 0;
        for (int w = 0; w < size; w++) {
            along = Math.fma(directions[i * size + w], u[w], along);
        }
        return information[i] > 0 ? along / information[i] : 0;
    }
}
