package io.bellwether.trainer.config;

import io.bellwether.network.NetworkKind;
import io.bellwether.scoring.Smoothing;
import io.bellwether.trainer.threshold.BudgetThreshold;
import io.bellwether.trainer.threshold.DynamicThreshold;
import io.bellwether.trainer.threshold.FBetaThreshold;
import io.bellwether.trainer.threshold.GaussianLimit;
import io.bellwether.trainer.threshold.ScaledQuantile;
import io.bellwether.trainer.threshold.ThresholdRule;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How errors become a threshold.
 *
 * @param smoothing weight of the newest error in the slow moving average
 * @param stride an autoencoder scores every this many frames
 * @param method how the threshold is found; docs/THRESHOLDS.md
 * @param budget of false alarms, for that method; null for others
 * @param quantile of the held-out scores ...
 * @param factor ... times this is the threshold, or what stands in for it where a budget has too little to go by
 * @param beta above 1 a missed frame is worse than a false alarm, below 1 the other way round; for F-beta
 * @param without parts that are left out; usually none
 */
public record CalibrationConfig(
        double smoothing,
        int stride,
        Method method,
        @Nullable Budget budget,
        double quantile,
        double factor,
        double beta,
        Set<LayerPart> without) {
    /** How the threshold is found. */
    public enum Method {
        QUANTILE,
        BUDGET,
        GAUSSIAN,
        DYNAMIC,
        F_BETA
    }

    private static final double DEVIATIONS = 3;
    /** A centre follows so much more slowly than the average. */
    private static final double FOLLOWING = 0.4;

    /** With every part. */
    public CalibrationConfig(
            double smoothing, int stride, Method method, @Nullable Budget budget, double quantile, double factor) {
        this(smoothing, stride, method, budget, quantile, factor, 1, Set.of());
    }

    public CalibrationConfig {
        without = Set.copyOf(without);
        Limits.fraction("smoothing", smoothing);
        Limits.atLeast("stride", stride, 1);
        Limits.fraction("quantile", quantile);
        Limits.above("factor", factor, 0);
        Limits.above("beta", beta, 0);
        if (without.containsAll(Set.of(LayerPart.FAST, LayerPart.SLOW))) {
            throw new IllegalArgumentException("without fast and slow there is no error left to judge by: keep one");
        }
        if ((method == Method.BUDGET) != (budget != null)) {
            throw new IllegalArgumentException(
                    budget == null
                            ? "the threshold 'budget' needs a budget, like '1 per week'"
                            : "a budget is for the threshold 'budget', not for '"
                                    + method.name().toLowerCase(Locale.ROOT).replace('_', '-') + "'");
        }
    }

    /**
     * How errors are averaged: slowly, for what lasts, about a centre that follows the plant's drift; and not at all, for
     * what does not last.
     */
    public List<Smoothing> smoothings() {
        Smoothing fast = new Smoothing(1, 0);
        if (smoothing == 1 || !has(LayerPart.SLOW)) {
            return List.of(fast);
        }
        Smoothing slow = new Smoothing(smoothing, has(LayerPart.FOLLOWING) ? FOLLOWING * smoothing : 0);
        return has(LayerPart.FAST) ? List.of(slow, fast) : List.of(slow);
    }

    /** Whether a part is there. */
    public boolean has(LayerPart part) {
        return !without.contains(part);
    }

    /** The same without these parts. */
    public CalibrationConfig leavingOut(Set<LayerPart> parts) {
        return new CalibrationConfig(smoothing, stride, method, budget, quantile, factor, beta, parts);
    }

    /** How often networks of this kind score: an autoencoder every {@code stride} frames, others every frame. */
    public int stride(NetworkKind kind) {
        return kind == NetworkKind.LSTM_AUTOENCODER ? stride : 1;
    }

    /** How many incidents the budget allows in so many days of normal data; none without a budget. */
    public double allowedIncidents(double days) {
        return budget == null ? 0 : budget.perDay() * days;
    }

    /** Whether the threshold is learned from labels. */
    public boolean needsLabels() {
        return method == Method.F_BETA;
    }

    /** How the threshold is found. */
    public ThresholdRule rule() {
        ScaledQuantile scaled = new ScaledQuantile(quantile, factor);
        return switch (method) {
            case QUANTILE -> scaled;
            case BUDGET -> new BudgetThreshold(Objects.requireNonNull(budget).perDay(), scaled);
            case GAUSSIAN -> new GaussianLimit(DEVIATIONS);
            case DYNAMIC -> new DynamicThreshold();
            case F_BETA -> new FBetaThreshold(beta, scaled);
        };
    }
}
