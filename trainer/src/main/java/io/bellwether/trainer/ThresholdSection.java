package io.bellwether.trainer;

import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.threshold.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The part of a model card that says how the threshold of an asset was found, and what can be expected of it. */
final class ThresholdSection {
    private final AssetCalibration learned;
    private final CalibrationConfig config;

    ThresholdSection(AssetCalibration learned, CalibrationConfig config) {
        this.learned = learned;
        this.config = config;
    }

    List<String> lines() {
        Threshold threshold = learned.threshold();
        List<String> lines = new ArrayList<>();
        lines.add(text(
                "Threshold %.3f: %s. Of the %d held-out scores %d exceed it.",
                threshold.value(), how(threshold), learned.heldOutFrames(), learned.aboveThreshold()));
        if (config.budget() != null) {
            lines.add(text("The budget is %s.", config.budget().text()));
            lines.add("The scores it was found from are those foreseen for production: every frame judged by what other"
                    + " blocks say is normal" + lowered() + ".");
        }
        if (Double.isFinite(threshold.alarmsPerDay())) {
            lines.add(text(
                    "With 95 %% confidence the threshold that meets it exactly lies between %.3f and %.3f; to expect are"
                            + " %.3g false alarms a day.",
                    threshold.low(), threshold.high(), threshold.alarmsPerDay()));
        }
        if (threshold.note() != Threshold.Note.NONE) {
            lines.add(text("Mind: %s.", threshold.note().reason()));
        }
        return lines;
    }

    private String lowered() {
        double most = learned.averaging().stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
        return most < 1
                ? text(
                        ", and lowered, by up to %.0f %%, as production takes the mean of several networks",
                        100 - 100 * most)
                : "";
    }

    private String how(Threshold threshold) {
        return switch (threshold.method()) {
            case PEAKS_OVER_THRESHOLD ->
                text(
                        "a generalised Pareto tail on %d independent peaks (p-value of the fit: %.3f)",
                        threshold.peaks(), threshold.fit());
            case COUNTED -> "the level that the budget's number of held-out incidents exceeds";
            case SCALED_QUANTILE ->
                config.factor() + " times the " + config.quantile() + " quantile of the held-out scores";
            case GAUSSIAN -> "three standard deviations above the mean of the held-out scores";
            case DYNAMIC -> "the dynamic threshold (Hundman et al. 2018) of the held-out scores";
            case F_BETA ->
                text("the level with the highest F-%s on the labelled frames, counted one by one", config.beta());
        };
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
