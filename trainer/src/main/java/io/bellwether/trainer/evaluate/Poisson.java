package io.bellwether.trainer.evaluate;

/** The distribution of counts of rare, independent events. */
final class Poisson {
    /** From here on it is a normal distribution to much less than one event in a thousand. */
    private static final double LARGE = 1e6;

    private static final double NORMAL_975 = 1.959963984540054;

    private Poisson() {}

    /**
     * The smallest count that is not exceeded with probability {@code share}.
     *
     * @param mean at least 0
     * @param share 0.025 or 0.975 for a mean above a million, else within (0, 1)
     */
    static long quantile(double mean, double share) {
        if (mean > LARGE) {
            return Math.round(mean + Math.signum(share - 0.5) * NORMAL_975 * Math.sqrt(mean));
        }
        long count = 0;
        double logTerm = -mean; // the term itself underflows for large means
        double below = Math.exp(logTerm);
        double end = mean + 40 * Math.sqrt(mean) + 40; // rounding must not keep the sum from ever reaching the share
        while (below < share && count < end) {
            count++;
            logTerm += Math.log(mean / count);
            below += Math.exp(logTerm);
        }
        return count;
    }
}
