package io.bellwether.trainer;

import io.bellwether.scoring.Scaler;
import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.FrameAssembler;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.config.LayerPart;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.AssetReadings;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.data.Recording;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.SensorVerdict;
import io.bellwether.trainer.data.Spacing;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.fit.ScaledSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Decides what a model is about: its sensors, its sample period, its assets; and cuts and scales their frames. */
final class Preparation {
    /** A deviation beyond this is no measurement any more, and its square no number. */
    private static final double LARGEST = 1e150;

    private final TrainingConfig config;
    private final Consumer<String> warnings;

    Preparation(TrainingConfig config, Consumer<String> warnings) {
        this.config = config;
        this.warnings = warnings;
    }

    /**
     * Prepares a recording. Assets that cannot be used are left out with a warning, as long as others can.
     *
     * @throws RefusedError when there is none that can be used
     */
    Prepared prepare(Recording recording) {
        Duration period = period(recording);
        FeatureSpec spec = new FeatureSpec(features(recording), period);
        AssemblyPolicy assembly = config.frames().assembly(period, Spacing.closing(recording, period));
        requirePossible(spec, assembly);
        List<Integer> sensorOf = recording.sensors().stream()
                .map(sensor -> spec.names().indexOf(sensor.name()))
                .toList();
        List<Cut> cuts = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        for (AssetReadings readings : recording.assets()) {
            FrameSeries frames = FrameSeries.cut(readings, spec, assembly, sensorOf);
            List<SensorSummary> summaries = SensorSummary.of(frames);
            Optional<String> reason =
                    whyUnusable(frames, summaries, recording.assets().size() > 1);
            if (reason.isPresent()) {
                unusable.add(reason.get());
            } else {
                warnAboutConstants(frames.asset(), spec, summaries);
                cuts.add(new Cut(frames, summaries));
            }
        }
        if (cuts.isEmpty()) {
            throw new RefusedError(unusable.get(0));
        }
        unusable.forEach(reason -> warnings.accept("an asset is left out: " + reason));
        requireLabels(config.calibration(), cuts.stream().map(Cut::frames).toList());
        TrainingConfig sized = config.withFolds(
                cuts.stream().mapToInt(cut -> cut.frames().usableFrames()).sum());
        long holdFrames = assembly.maxHold().toMillis() / spec.periodMillis();
        return new Prepared(
                spec,
                assembly,
                cuts.stream()
                        .map(cut -> scaled(cut.frames(), cut.summaries(), sized.folds(), holdFrames))
                        .toList(),
                sized);
    }

    /** @throws RefusedError when the threshold is learned from labels, and no frame is labelled anomalous */
    static void requireLabels(CalibrationConfig calibration, List<FrameSeries> assets) {
        if (calibration.needsLabels() && assets.stream().noneMatch(FrameSeries::hasAnomalies)) {
            throw new RefusedError("no row is labelled anomalous, but the threshold f-beta is learned from such rows, "
                    + assets.get(0).source()
                    + ": name their column with --label, give data with faults, or choose another --threshold");
        }
    }

    private record Cut(FrameSeries frames, List<SensorSummary> summaries) {}

    private static void requirePossible(FeatureSpec spec, AssemblyPolicy assembly) {
        try {
            new FrameAssembler(spec, assembly);
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage() + ", config: mend assembly or period", e);
        }
    }

    private TrainingAsset scaled(FrameSeries frames, List<SensorSummary> summaries, int count, long holdFrames) {
        Scaler scaler = new Scaler(
                summaries.stream().map(SensorSummary::mean).toList(),
                summaries.stream().map(SensorSummary::scale).toList());
        Folds folds = new Folds(frames, count);
        return new TrainingAsset(
                new ScaledSeries(frames, scaler, folds, holdFrames),
                summaries,
                SensorVerdict.of(frames, summaries, config.calibration().has(LayerPart.GATE)));
    }

    /** Why an asset cannot be trained on, in one line; empty when it can. */
    private Optional<String> whyUnusable(FrameSeries frames, List<SensorSummary> summaries, boolean amongOthers) {
        String where = "asset '" + frames.asset() + "' from " + frames.source();
        if (frames.usableFrames() == 0) {
            return Optional.of("no row can be used for training, " + where
                    + ": all are labelled anomalous or left out; give normal data");
        }
        if (summaries.stream().allMatch(SensorSummary::isConstant)) {
            return Optional.of("no sensor ever changes, " + where + ": a model needs data in which something moves");
        }
        if (summaries.stream()
                .anyMatch(summary -> !(summary.sd() < LARGEST) || !(Math.abs(summary.mean()) < LARGEST))) {
            return Optional.of("a sensor's values are larger than " + LARGEST + ", " + where + ": mend them");
        }
        int longest =
                frames.stretches().stream().mapToInt(Stretch::length).max().orElse(0);
        int needed = 2 * config.windowFrames();
        if (amongOthers && longest < needed) {
            return Optional.of("there is too little data, " + where + ": at most " + longest + " frames in a row, but "
                    + needed + " are needed; give more rows");
        }
        return Optional.empty();
    }

    private void warnAboutConstants(String asset, FeatureSpec spec, List<SensorSummary> summaries) {
        List<String> constant = new ArrayList<>();
        for (int s = 0; s < spec.size(); s++) {
            if (summaries.get(s).isConstant()) {
                constant.add("'" + spec.names().get(s) + "'");
            }
        }
        if (!constant.isEmpty()) {
            warnings.accept("constant in training, so without a vote, for asset '" + asset + "': "
                    + String.join(", ", constant));
        }
    }

    private Duration period(Recording recording) {
        Duration period = config.frames().period();
        if (period != null) {
            return period;
        }
        return Spacing.median(recording).orElseThrow(() -> {
            String source = recording.assets().isEmpty()
                    ? "no asset"
                    : recording.assets().get(0).source();
            return new RefusedError("there is too little data, " + source
                    + ": one row says nothing about the sample period; give more rows");
        });
    }

    /** All sensors that ever reported, with the units that the user gave them. */
    private List<Sensor> features(Recording recording) {
        boolean[] reported = new boolean[recording.sensors().size()];
        for (AssetReadings readings : recording.assets()) {
            for (int r = 0; r < readings.size(); r++) {
                reported[readings.sensor(r)] |= !Double.isNaN(readings.value(r));
            }
        }
        Map<String, String> units = new TreeMap<>(config.frames().units());
        List<Sensor> features = new ArrayList<>();
        for (Sensor sensor : recording.features()) {
            String unit = units.remove(sensor.name());
            if (reported[recording.sensors().indexOf(sensor)]) {
                features.add(unit == null ? sensor : new Sensor(sensor.name(), unit));
            } else {
                warnings.accept("sensor '" + sensor.name() + "' never has a value and is left out");
            }
        }
        units.keySet().forEach(name -> warnings.accept("a unit is given for '" + name + "', which is no sensor"));
        if (features.isEmpty()) {
            throw new RefusedError("no sensor has a value, "
                    + recording.assets().stream()
                            .map(AssetReadings::source)
                            .findFirst()
                            .orElse("no asset")
                    + ": give rows with values");
        }
        return features;
    }
}
