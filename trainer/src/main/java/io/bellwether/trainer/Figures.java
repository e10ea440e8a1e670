package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.config.Budget;
import io.bellwether.trainer.fit.Member;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The figures that stand in a model's manifest. */
final class Figures {
    private Figures() {}

    /**
     * Measured on frames that the networks had not seen; a network's own are named after its kind where
     * there are several. And the budget of false alarms that the thresholds were chosen for, if any.
     *
     * @param ensembles (ensembles, members)
     */
    static Map<String, Double> of(
            List<List<Member>> ensembles, List<AssetCalibration> calibrations, @Nullable Budget budget) {
        Map<String, Double> figures = new TreeMap<>();
        for (List<Member> members : ensembles) {
            String ending = ensembles.size() == 1
                    ? ""
                    : "." + members.get(0).network().shape().kind();
            put(figures, "heldOutMse" + ending, mean(members, Member::loss));
            put(figures, "naiveMse" + ending, mean(members, Member::naiveLoss));
        }
        long frames =
                calibrations.stream().mapToLong(AssetCalibration::heldOutFrames).sum();
        long above = calibrations.stream()
                .mapToLong(AssetCalibration::aboveThreshold)
                .sum();
        put(figures, "heldOutFrames", (double) frames);
        put(figures, "heldOutAboveThreshold", frames == 0 ? Double.NaN : (double) above / frames);
        if (budget != null) {
            put(figures, Manifest.FALSE_ALARM_BUDGET, budget.perDay());
        }
        return figures;
    }

    private static double mean(List<Member> members, ToDoubleFunction<Member> figure) {
        return members.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    private static void put(Map<String, Double> figures, String name, double value) {
        if (Double.isFinite(value)) {
            figures.put(name, value);
        }
    }
}
