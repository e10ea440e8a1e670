package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.Manifest.TrainingData;
import io.bellwether.network.NetworkShape;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.SensorVerdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a model is, how it was made and where it ends, for people (after Mitchell et al. 2019). */
final class ModelCard {
    private final Manifest manifest;
    private final CalibrationConfig calibration;
    private final String dataTitle;
    private final String making;
    private final List<TrainingAsset> assets;
    private final List<AssetCalibration> calibrations;
    private final StringBuilder out = new StringBuilder();

    /**
     * A card.
     *
     * @param dataTitle what the data were for
     * @param making the section on how its networks came to be
     */
    ModelCard(
            Manifest manifest,
            CalibrationConfig calibration,
            String dataTitle,
            String making,
            List<TrainingAsset> assets,
            List<AssetCalibration> calibrations) {
        this.manifest = manifest;
        this.calibration = calibration;
        this.dataTitle = dataTitle;
        this.making = making;
        this.assets = assets;
        this.calibrations = calibrations;
    }

    String markdown() {
        line("# %s %s", manifest.identity().name(), manifest.identity().version());
        what();
        data();
        out.append(making);
        assets();
        limits();
        return out.toString();
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void what() {
        line("");
        line(
                "Says whether a machine behaves as it did in the training data, once per frame of %d ms, from %d sensors.",
                manifest.features().periodMillis(), manifest.features().size());
        for (Manifest.Ensemble ensemble : manifest.ensembles()) {
            NetworkShape shape = ensemble.shape();
            line(
                    "Kind: `%s`; %s. %d networks of %d weights each; the mean of what they expect counts.",
                    shape.kind(), how(shape), ensemble.members(), shape.weightCount());
        }
        if (manifest.ensembles().size() > 1) {
            line("Each kind has a score of its own; the largest counts, in units in which they are equally rare.");
        }
        if (!calibration.without().isEmpty()) {
            line(
                    "Without parts of what usually stands between errors and score: %s.",
                    calibration.without().stream()
                            .map(part -> part.name().toLowerCase(Locale.ROOT))
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        if (manifest.identity().parent() != null) {
            line(
                    "Retrained from the model with sha256 `%s`.",
                    manifest.identity().parent());
        }
    }

    private static String how(NetworkShape shape) {
        return switch (shape.kind()) {
            case LSTM_PREDICTOR ->
                "forecasts the next "
                        + (shape.horizon() == 1
                                ? "frame"
                                : shape.horizon() + " frames, and expects the mean of all forecasts of a frame,")
                        + " with LSTM layers of " + shape.hidden();
            case LSTM_AUTOENCODER ->
                "rebuilds the last " + shape.window() + " frames from " + shape.latent()
                        + " numbers, with LSTM layers of " + shape.hidden();
            case Z_SCORE -> "a baseline that expects every sensor at its mean";
            case PCA -> "a baseline that rebuilds every frame from " + shape.latent() + " principal components";
        };
    }

    private void data() {
        line("");
        line("## %s", dataTitle);
        line("");
        line("| asset | source | from | to | frames | sha256 of frames |");
        line("|---|---|---|---|---|---|");
        for (TrainingData data : manifest.training().data()) {
            line(
                    "| %s | %s | %s | %s | %d | `%.16s...` |",
                    data.asset(), data.source(), data.from(), data.to(), data.frames(), data.sha256());
        }
    }

    private void assets() {
        for (int a = 0; a < assets.size(); a++) {
            TrainingAsset asset = assets.get(a);
            AssetCalibration verdict = calibrations.get(a);
            line("");
            line("## Asset %s", asset.name());
            line("");
            new ThresholdSection(verdict, calibration).lines().forEach(out -> line("%s", out));
            line("A score is the largest smoothed error of a voting sensor, in units of its spread on held-out frames"
                    + (verdict.ensembles().get(0).errors().get(0).whitening() == null
                            ? "."
                            : ", or what all of them are together where that is rarer."));
            line("");
            line("| sensor | unit | mean | sd | %s | votes | stuck after (frames) |", spreadTitles());
            line(
                    "|---|---|---|---|---|---|%s",
                    "---|".repeat(manifest.ensembles().size()));
            for (int s = 0; s < asset.summaries().size(); s++) {
                sensor(s, asset.summaries().get(s), verdict);
            }
        }
    }

    private String spreadTitles() {
        String title = "spread of error (sd)";
        return manifest.ensembles().size() == 1
                ? title
                : manifest.ensembles().stream()
                        .map(ensemble -> title + ", " + ensemble.shape().kind())
                        .collect(Collectors.joining(" | "));
    }

    private void sensor(int s, SensorSummary summary, AssetCalibration asset) {
        Sensor sensor = manifest.features().sensors().get(s);
        String spreads = asset.ensembles().stream()
                .map(ensemble -> String.format(
                        Locale.ROOT, "%.4f", ensemble.errors().get(0).spread().get(s)))
                .collect(Collectors.joining(" | "));
        SensorVerdict verdict = asset.sensors().get(s);
        int flatLimit = verdict.rule().flatLimit();
        line(
                "| %s | %s | %s | %s | %s | %s | %s |",
                sensor.name(),
                sensor.unit(),
                sixDigits(summary.mean()),
                sixDigits(summary.sd()),
                spreads,
                verdict.rule().votes() ? "yes" : "no: " + verdict.whyNot(),
                flatLimit == 0 ? "never" : flatLimit);
    }

    private static String sixDigits(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toString();
    }

    private void limits() {
        line("");
        line("## Limits");
        line("");
        line("- Normal is what the training data show. A mode of operation that is not in them is an anomaly.");
        line("- A sensor without a vote is watched by nobody but the check for stuck sensors.");
        line(
                "- A fault that grows more slowly than the moving average (weight %s) forgets is found late.",
                manifest.ensembles().get(0).smoothings().get(0).weight());
        line("- Only the assets named above are known.");
    }
}
