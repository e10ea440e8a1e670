package io.bellwether.benchmarks.quality;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.benchmarks.Report;
import io.bellwether.benchmarks.Table;
import io.bellwether.trainer.KnownNetworks;
import io.bellwether.trainer.config.LayerPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** What each part between a network's errors and an alarm is worth: the same networks, without it. */
final class Ablation {
    static final List<String> KINDS = List.of("pca+lstm-predictor+lstm-autoencoder", "lstm-predictor");

    private final Map<String, UnaryOperator<Bellwether>> variants = new LinkedHashMap<>();

    private final Bench bench;

    Ablation(Bench bench) {
        this.bench = bench;
        AlertPolicy usual = AlertPolicy.defaults();
        variants.put("all of it", kind -> kind);
        variants.put("centre stays (`following`)", without(LayerPart.FOLLOWING));
        variants.put("slow average only (`fast`)", without(LayerPart.FAST));
        variants.put("no average (`slow`)", without(LayerPart.SLOW));
        variants.put("largest abs z (`whitening`)", without(LayerPart.WHITENING));
        variants.put("drifting sensors vote (`gate`)", without(LayerPart.GATE));
        variants.put(
                "no release (`releaseFraction: 0`)",
                kind -> kind.alerting(new AlertPolicy(
                        usual.openCount(), usual.openWindow(), 0, usual.rearmFactor(), usual.criticalRatio())));
        variants.put(
                "no debounce (`openCount: 1, openWindow: 1`)",
                kind -> kind.alerting(
                        new AlertPolicy(1, 1, usual.releaseFraction(), usual.rearmFactor(), usual.criticalRatio())));
    }

    private static UnaryOperator<Bellwether> without(LayerPart part) {
        return kind -> kind.without(Set.of(part));
    }

    void write(Report report, Skab skab, Tep tep, Asd asd) {
        for (String kinds : KINDS) {
            report.heading("`" + kinds + "`");
            List<String> titles = new ArrayList<>(List.of(""));
            Skab.TITLES.forEach(title -> titles.add("SKAB " + title));
            Tep.TITLES.forEach(title -> titles.add("TEP " + title));
            Asd.TITLES.forEach(title -> titles.add("ASD " + title));
            Table table = new Table(titles);
            Map<String, List<String>> rows = new LinkedHashMap<>();
            variants.keySet().forEach(variant -> rows.put(variant, new ArrayList<>(List.of(variant))));
            // Set after set, as the networks of one set are trained for the first variant and known to the others.
            each(kinds, rows, skab::cells);
            each(kinds, rows, tep::cells);
            each(kinds, rows, asd::cells);
            rows.values().forEach(table::row);
            report.block(table.lines());
        }
    }

    private void each(
            String kinds, Map<String, List<String>> rows, BiFunction<Detector, String, List<String>> figures) {
        Bellwether whole = Bellwether.of(kinds, new KnownNetworks());
        rows.forEach((variant, row) -> {
            UnaryOperator<Bellwether> change = Objects.requireNonNull(variants.get(variant));
            row.addAll(figures.apply(change.apply(whole), variant));
            bench.say(row);
        });
    }
}
