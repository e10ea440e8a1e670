package io.bellwether.trainer;

import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.fit.Member;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures that stand in a model's manifest. */
final class Figures {
    private Figures() {}

    /** Measured on frames that the networks had not seen. */
    static Map<String, Double> of(List<Member> members, List<AssetCalibration> calibrations) {
        Map<String, Double> figures = new TreeMap<>();
        put(
                figures,
                "heldOutMse",
                members.stream().mapToDouble(Member::loss).average().orElse(Double.NaN));
        put(
                figures,
                "naiveMse",
                members.stream().mapToDouble(Member::naiveLoss).average().orElse(Double.NaN));
        long frames =
                calibrations.stream().mapToLong(AssetCalibration::heldOutFrames).sum();
        long above = calibrations.stream()
                .mapToLong(AssetCalibration::aboveThreshold)
                .sum();
        put(figures, "heldOutFrames", (double) frames);
        put(figures, "heldOutAboveThreshold", frames == 0 ? Double.NaN : (double) above / frames);
        return figures;
    }

    private static void put(Map<String, Double> figures, String name, double value) {
        if (Double.isFinite(value)) {
            figures.put(name, value);
        }
    }
}
