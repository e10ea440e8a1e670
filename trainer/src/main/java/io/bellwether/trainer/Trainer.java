package io.bellwether.trainer;

import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelFile;
import io.bellwether.artifact.RefusedModelException;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.RecurrentNetwork;
import io.bellwether.scoring.Scaler;
import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.calibrate.Calibrator;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.AssetReadings;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Recording;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.Spacing;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.export.Parity;
import io.bellwether.trainer.fit.Engine;
import io.bellwether.trainer.fit.Fitting;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.fit.Member;
import io.bellwether.trainer.fit.Progress;
import io.bellwether.trainer.fit.ScaledSeries;
import io.bellwether.trainer.fit.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * From a recording to a model: cut into frames, scale, fit one network per fold, prove that the kernel computes the same,
 * calibrate on held-out errors, and pack. The same recording, config and seed give the same bytes.
 */
public final class Trainer {
    private final Engine engine;
    private final Workers workers;
    private final Progress progress;
    private final Consumer<String> warnings;

    /** @param warnings takes one line for everything in the data that the user should know */
    public Trainer(Engine engine, Workers workers, Progress progress, Consumer<String> warnings) {
        this.engine = engine;
        this.workers = workers;
        this.progress = progress;
        this.warnings = warnings;
    }

    /**
     * Trains a model.
     *
     * @throws RefusedError when the data cannot be used, or engine and kernel do not agree
     */
    public Trained train(Recording recording, TrainingConfig config, Manifest.Identity identity) {
        Duration period = period(recording, config);
        FeatureSpec spec = new FeatureSpec(features(recording, config), period);
        AssemblyPolicy assembly = config.frames().assembly(period, Spacing.closing(recording, period));
        long holdFrames = assembly.maxHold().toMillis() / spec.periodMillis();
        List<TrainingAsset> assets = assets(recording, spec, assembly, config, holdFrames);
        List<ScaledSeries> series = assets.stream().map(TrainingAsset::series).toList();

        List<Member> members = new Fitting(engine, config.network(), config.fit())
                .fit(series, config.seed(), workers, progress, identity.name());
        double parity = members.stream().mapToDouble(Member::parity).max().orElse(0);
        Parity.require(parity, engine.reference().name());

        List<RecurrentNetwork> networks = members.stream().map(Member::network).toList();
        Calibrator calibrator = new Calibrator(config.calibration(), holdFrames);
        List<AssetCalibration> calibrations = new ArrayList<>();
        List<AssetProfile> profiles = new ArrayList<>();
        for (TrainingAsset asset : assets) {
            AssetCalibration calibration = calibrator.calibrate(asset.series(), asset.summaries(), networks);
            calibrations.add(calibration);
            profiles.add(asset.profile(calibration));
        }
        NetworkShape shape = config.network().shape(spec.size());
        Manifest manifest = new Manifest(
                identity,
                spec,
                assembly,
                new Manifest.Ensemble(
                        shape, members.size(), 1, config.calibration().smoothing()),
                config.alerting(),
                profiles,
                new Manifest.Training(
                        engine.name(),
                        config.seed(),
                        assets.stream().map(TrainingAsset::data).toList(),
                        engine.libraries(),
                        parity),
                figures(members, calibrations));
        String card =
                new ModelCard(manifest, config, engine.reference().name(), members, assets, calibrations).markdown();
        return pack(manifest, networks, card);
    }

    private static Trained pack(Manifest manifest, List<RecurrentNetwork> networks, String card) {
        byte[] file = ModelFile.write(manifest, networks, card);
        try {
            return new Trained(ModelFile.read(file), file);
        } catch (RefusedModelException e) {
            throw new IllegalStateException("the model just written cannot be read", e);
        }
    }

    private static Duration period(Recording recording, TrainingConfig config) {
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
    private List<Sensor> features(Recording recording, TrainingConfig config) {
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

    private List<TrainingAsset> assets(
            Recording recording, FeatureSpec spec, AssemblyPolicy assembly, TrainingConfig config, long holdFrames) {
        List<Integer> sensorOf = recording.sensors().stream()
                .map(sensor -> spec.names().indexOf(sensor.name()))
                .toList();
        List<TrainingAsset> assets = new ArrayList<>();
        for (AssetReadings readings : recording.assets()) {
            FrameSeries frames = FrameSeries.cut(readings, spec, assembly, sensorOf);
            if (frames.usableFrames() == 0) {
                throw new RefusedError("no row can be used for training, asset '" + readings.asset() + "' from "
                        + readings.source() + ": all are labelled anomalous or left out; give normal data");
            }
            List<SensorSummary> summaries = SensorSummary.of(frames);
            warnAbout(readings.asset(), spec, summaries);
            Scaler scaler = new Scaler(
                    summaries.stream().map(SensorSummary::mean).toList(),
                    summaries.stream().map(SensorSummary::scale).toList());
            Folds folds = new Folds(frames, config.fit().folds());
            assets.add(new TrainingAsset(new ScaledSeries(frames, scaler, folds, holdFrames), summaries));
        }
        return assets;
    }

    private void warnAbout(String asset, FeatureSpec spec, List<SensorSummary> summaries) {
        List<String> constant = new ArrayList<>();
        for (int s = 0; s < spec.size(); s++) {
            if (summaries.get(s).isConstant()) {
                constant.add("'" + spec.names().get(s) + "'");
            }
        }
        if (constant.size() == spec.size()) {
            throw new RefusedError(
                    "no sensor ever changes, asset '" + asset + "': a model needs data in which something moves");
        }
        if (!constant.isEmpty()) {
            warnings.accept("constant in training, so without a vote, for asset '" + asset + "': "
                    + String.join(", ", constant));
        }
    }

    /** Measured on frames that the networks had not seen. */
    private static Map<String, Double> figures(List<Member> members, List<AssetCalibration> calibrations) {
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
