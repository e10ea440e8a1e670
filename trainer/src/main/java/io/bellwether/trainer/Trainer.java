package io.bellwether.trainer;

import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.Manifest;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.calibrate.Calibrator;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.Recording;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.export.Parity;
import io.bellwether.trainer.fit.ComponentsFit;
import io.bellwether.trainer.fit.Engine;
import io.bellwether.trainer.fit.Fitting;
import io.bellwether.trainer.fit.Member;
import io.bellwether.trainer.fit.Progress;
import io.bellwether.trainer.fit.ScaledSeries;
import io.bellwether.trainer.threads.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * From a recording to a model: cut into frames, scale, fit one network per fold, prove that the kernel computes the same,
 * calibrate on held-out errors, and pack. The same recording, config and seed give the same bytes.
 */
public final class Trainer {
    private static final String COMPUTED = "computed"; // a baseline needs no engine

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
        int truncate = config.fit().truncate();
        if (truncate >= config.network().steps()) {
            warnings.accept("truncate " + truncate + " cuts nothing off a sequence of "
                    + config.network().steps() + " frames: set a longer sequence in the config file");
        }
        Prepared prepared = new Preparation(config, warnings).prepare(recording);
        List<TrainingAsset> assets = prepared.assets();
        List<ScaledSeries> series = assets.stream().map(TrainingAsset::series).toList();

        boolean recurrent = config.network().kind().isRecurrent();
        List<Member> members = recurrent
                ? new Fitting(engine, config.network(), config.fit())
                        .fit(series, config.seed(), workers, progress, identity.name())
                : new ComponentsFit(config.network()).fit(series);
        double parity = members.stream().mapToDouble(Member::parity).max().orElse(0);
        Parity.require(parity, engine.reference().name());

        List<Network> networks = members.stream().map(Member::network).toList();
        Calibrator calibrator = new Calibrator(
                config.calibration(), config.alerting(), prepared.spec().samplePeriod(), prepared.holdFrames());
        List<AssetCalibration> calibrations = new ArrayList<>();
        List<AssetProfile> profiles = new ArrayList<>();
        for (TrainingAsset asset : assets) {
            AssetCalibration calibration = calibrator.calibrate(asset.series(), asset.summaries(), networks);
            calibrations.add(calibration);
            profiles.add(asset.profile(calibration));
        }
        NetworkShape shape = networks.get(0).shape();
        Manifest manifest = new Manifest(
                identity,
                prepared.spec(),
                prepared.assembly(),
                new Manifest.Ensemble(
                        shape,
                        members.size(),
                        config.calibration().stride(),
                        config.calibration().smoothing()),
                config.alerting(),
                profiles,
                new Manifest.Training(
                        recurrent ? engine.name() : COMPUTED,
                        config.seed(),
                        assets.stream().map(TrainingAsset::data).toList(),
                        recurrent ? engine.libraries() : Map.of(),
                        parity),
                Figures.of(members, calibrations));
        String making = new TrainingSection(engine, config, members, parity).markdown();
        String card =
                new ModelCard(manifest, config.calibration(), "Training data", making, assets, calibrations).markdown();
        return Trained.pack(manifest, networks, card);
    }
}
