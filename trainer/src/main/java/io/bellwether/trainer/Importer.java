package io.bellwether.trainer;

import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import io.bellwether.scoring.Smoothing;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.calibrate.Calibrator;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.config.LayerPart;
import io.bellwether.trainer.config.NetworkSizes;
import io.bellwether.trainer.data.AssetReadings;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Recording;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.SensorVerdict;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.export.Dl4jNetwork;
import io.bellwether.trainer.export.Parity;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.fit.Member;
import io.bellwether.trainer.fit.Proof;
import io.bellwether.trainer.fit.ScaledSeries;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Gives a model other networks: the same frames and scalers, so that the networks see what the old ones saw; thresholds
 * from calibration data, because the old ones belong to the old networks' errors.
 */
final class Importer {
    private static final String ENGINE = "dl4j-import";
    /** Steps of the windows on which a predictor is measured: as many as trainings have by default. */
    private static final int SEQUENCE = 30;

    private final ModelArtifact model;
    private final Manifest.Ensemble ensemble;
    private final CalibrationConfig calibration;
    private final Map<String, String> libraries;
    private final Consumer<String> warnings;

    /**
     * An importer.
     *
     * @param model of one kind
     * @param calibration how the threshold is found; smoothing and stride are the model's
     */
    Importer(
            ModelArtifact model,
            CalibrationConfig calibration,
            Map<String, String> libraries,
            Consumer<String> warnings) {
        this.model = model;
        ensemble = model.manifest().ensembles().get(0);
        this.calibration = new CalibrationConfig(
                ensemble.smoothings().get(0).weight(),
                ensemble.stride(),
                calibration.method(),
                calibration.budget(),
                calibration.quantile(),
                calibration.factor(),
                calibration.beta(),
                leftOut(calibration));
        this.libraries = libraries;
        this.warnings = warnings;
    }

    /** How errors are averaged is the model's; the rest is as wanted now. */
    private Set<LayerPart> leftOut(CalibrationConfig wanted) {
        Smoothing first = ensemble.smoothings().get(0);
        Set<LayerPart> parts = EnumSet.noneOf(LayerPart.class);
        parts.addAll(wanted.without());
        parts.removeAll(Set.of(LayerPart.SLOW, LayerPart.FAST, LayerPart.FOLLOWING));
        if (first.weight() < 1 && ensemble.smoothings().size() == 1) {
            parts.add(LayerPart.FAST);
        }
        if (first.weight() < 1 && first.following() == 0) {
            parts.add(LayerPart.FOLLOWING);
        }
        return parts;
    }

    /**
     * Makes the new model.
     *
     * @param networks as many as the model has, of its shape
     * @throws RefusedError when the data lack a sensor or an asset of the model or are too few, or when DL4J and the
     *     kernel do not agree
     */
    Trained adopt(List<Dl4jNetwork> networks, Recording recording, Manifest.Identity identity) {
        Manifest before = model.manifest();
        List<TrainingAsset> assets = assets(recording, networks.size());
        Preparation.requireLabels(
                calibration,
                assets.stream().map(asset -> asset.series().frames()).toList());
        List<Network> members = networks.stream().map(Dl4jNetwork::network).toList();
        List<Member> proven = proven(assets, networks, members);
        double parity = proven.stream().mapToDouble(Member::parity).max().orElse(0);
        Parity.require(parity, "dl4j");

        Calibrator calibrator =
                new Calibrator(calibration, before.alerting(), before.features().samplePeriod(), holdFrames());
        List<AssetCalibration> calibrations = new ArrayList<>();
        List<AssetProfile> profiles = new ArrayList<>();
        List<TrainingAsset> scaled = new ArrayList<>();
        for (int a = 0; a < assets.size(); a++) {
            TrainingAsset asset = assets.get(a);
            AssetProfile profile = before.assets().get(a);
            List<SensorSummary> byModel = scaledBy(profile, asset.summaries());
            AssetCalibration learned = calibrator.calibrate(asset.series(), asset.sensors(), byModel, List.of(members));
            calibrations.add(learned);
            profiles.add(new AssetProfile(profile.asset(), profile.mean(), profile.sd(), learned.calibration()));
            scaled.add(new TrainingAsset(asset.series(), byModel, asset.sensors(), asset.data()));
        }
        Manifest manifest = new Manifest(
                identity,
                before.features(),
                before.assembly(),
                before.ensembles(),
                before.alerting(),
                profiles,
                new Manifest.Training(
                        ENGINE,
                        before.training().seed(),
                        assets.stream().map(TrainingAsset::data).toList(),
                        libraries,
                        parity),
                Figures.of(List.of(proven), calibrations, calibration.budget()));
        String card = new ModelCard(manifest, calibration, "Calibration data", making(parity), scaled, calibrations)
                .markdown();
        return Trained.pack(manifest, List.of(members), card, calibrations, null);
    }

    private long holdFrames() {
        Manifest before = model.manifest();
        return before.assembly().maxHold().toMillis() / before.features().periodMillis();
    }

    private List<TrainingAsset> assets(Recording recording, int folds) {
        Manifest before = model.manifest();
        List<String> names = before.features().names();
        List<String> given = recording.sensors().stream().map(Sensor::name).toList();
        List<String> missing = new ArrayList<>(names);
        missing.removeAll(given);
        if (!missing.isEmpty()) {
            throw new RefusedError("the data lack the sensors " + String.join(", ", missing) + " of model '"
                    + model.ref().name() + "', " + source(recording) + ": they have " + String.join(", ", given)
                    + "; calibrate on the model's own kind of data");
        }
        List<String> unknown = new ArrayList<>(given);
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            warnings.accept("columns that the model does not know are left out: " + String.join(", ", unknown));
        }
        List<Integer> sensorOf = given.stream().map(names::indexOf).toList();
        List<TrainingAsset> assets = new ArrayList<>();
        for (AssetProfile profile : before.assets()) {
            AssetReadings readings = readings(recording, profile.asset());
            FrameSeries frames = FrameSeries.cut(readings, before.features(), before.assembly(), sensorOf);
            Folds blocks = new Folds(frames, folds);
            List<SensorSummary> summaries = SensorSummary.of(frames);
            assets.add(new TrainingAsset(
                    new ScaledSeries(frames, profile.scaler(), blocks, holdFrames()),
                    summaries,
                    SensorVerdict.of(frames, summaries, calibration.has(LayerPart.GATE))));
        }
        return assets;
    }

    private AssetReadings readings(Recording recording, String asset) {
        return recording.assets().stream()
                .filter(readings -> readings.asset().equals(asset))
                .findFirst()
                .orElseThrow(() -> new RefusedError("the data lack the asset '" + asset + "' of model '"
                        + model.ref().name() + "', " + source(recording) + ": they have "
                        + String.join(
                                ", ",
                                recording.assets().stream()
                                        .map(AssetReadings::asset)
                                        .toList())
                        + "; name the file after the asset, or give it an asset column"));
    }

    private static String source(Recording recording) {
        return recording.assets().get(0).source();
    }

    private List<Member> proven(List<TrainingAsset> assets, List<Dl4jNetwork> networks, List<Network> members) {
        NetworkShape shape = ensemble.shape();
        NetworkSizes sizes = new NetworkSizes(
                shape.kind(), shape.hidden(), shape.latent(), Math.max(2, shape.window()), SEQUENCE, shape.horizon());
        List<ScaledSeries> series = assets.stream().map(TrainingAsset::series).toList();
        Proof proof = new Proof(series, sizes);
        List<Member> proven = new ArrayList<>();
        for (int m = 0; m < networks.size(); m++) {
            if (!proof.isPossible(m)) {
                throw new RefusedError("there is too little data, "
                        + series.get(0).frames().source()
                        + ": it has no " + sizes.frames() + " usable frames in a row to compare DL4J and the kernel on;"
                        + " give more rows");
            }
            Dl4jNetwork network = networks.get(m);
            proven.add(proof.member(members.get(m), batch -> network.outputs(batch.inputs(), batch.shape()), m, 0));
        }
        return proven;
    }

    private static List<SensorSummary> scaledBy(AssetProfile profile, List<SensorSummary> summaries) {
        List<SensorSummary> scaled = new ArrayList<>();
        for (int s = 0; s < summaries.size(); s++) {
            scaled.add(summaries
                    .get(s)
                    .scaledBy(profile.mean().get(s), profile.sd().get(s)));
        }
        return scaled;
    }

    private String making(double parity) {
        return String.format(Locale.ROOT, """

                ## Import

                The networks come from DL4J files; what they were trained on is not known here. The data above is what they
                were calibrated on, in as many contiguous parts as there are networks, each part judged by one of them. The
                thresholds are honest only where that network was not trained on that part.
                Sensors, scalers, frames and alerting are those of the model with sha256 `%s`.
                Largest difference between the kernel and `dl4j` on the same windows: %.1e (at most 1e-5 is allowed).
                """, model.ref().sha256(), parity);
    }
}
