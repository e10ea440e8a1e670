package io.bellwether.trainer;

import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.Manifest;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.calibrate.Calibrator;
import io.bellwether.trainer.config.EnsembleConfig;
import io.bellwether.trainer.config.NetworkSizes;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.Recording;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.export.Parity;
import io.bellwether.trainer.fit.ComponentsFit;
import io.bellwether.trainer.fit.Engine;
import io.bellwether.trainer.fit.Fitting;
import io.bellwether.trainer.fit.Progress;
import io.bellwether.trainer.fit.ScaledSeries;
import io.bellwether.trainer.fit.Search;
import io.bellwether.trainer.threads.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * From a recording to a model: cut into frames, scale, fit one network per kind and fold, prove that the kernel computes the same,
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
        warnOfIdleTruncation(config);
        Prepared prepared = new Preparation(config, warnings).prepare(recording);
        List<Fitted> ensembles = config.ensembles().stream()
                .map(ensemble -> fit(ensemble, prepared, config, identity))
                .toList();
        return assemble(ensembles, prepared, config, identity);
    }

    private void warnOfIdleTruncation(TrainingConfig config) {
        for (EnsembleConfig ensemble : config.ensembles()) {
            int truncate = ensemble.fit().truncate();
            int steps = ensemble.network().steps();
            if (truncate > 0 && truncate >= steps) {
                warnings.accept("truncate " + truncate + " cuts nothing off a sequence of " + steps
                        + " frames: set a longer sequence in the config file");
            }
        }
    }

    private Fitted fit(EnsembleConfig ensemble, Prepared prepared, TrainingConfig config, Manifest.Identity identity) {
        NetworkKind kind = ensemble.network().kind();
        List<ScaledSeries> series =
                prepared.assets().stream().map(TrainingAsset::series).toList();
        String title = config.ensembles().size() == 1 ? identity.name() : identity.name() + " " + kind;
        NetworkSizes sizes = ensemble.network();
        Search.Found found;
        if (!kind.isRecurrent()) {
            found = Search.Found.alone(new ComponentsFit(sizes, taken(prepared.assets(), config)).fit(series));
        } else if (ensemble.fit().search()) {
            found = new Search(engine, sizes, ensemble.fit()).fit(series, config.seed(), workers, progress, title);
        } else {
            found = Search.Found.alone(
                    new Fitting(engine, sizes, ensemble.fit()).fit(series, config.seed(), workers, progress, title));
        }
        Fitted fitted = new Fitted(ensemble, found.members(), found.candidates());
        Parity.require(fitted.parity(), engine.reference().name());
        return fitted;
    }

    /**
     * (sensors) those that principal components are made of. Beside other kinds they are those that vote for every asset, as
     * others would pull them along; alone, or if none does, they are all.
     */
    private static boolean[] taken(List<TrainingAsset> assets, TrainingConfig config) {
        boolean[] voters = new boolean[assets.get(0).sensors().size()];
        boolean any = false;
        for (int s = 0; s < voters.length; s++) {
            int sensor = s;
            voters[s] = assets.stream()
                    .allMatch(asset -> asset.sensors().get(sensor).rule().votes());
            any |= voters[s];
        }
        if (!any || config.ensembles().size() == 1) {
            Arrays.fill(voters, true);
        }
        return voters;
    }

    private Trained assemble(
            List<Fitted> ensembles, Prepared prepared, TrainingConfig config, Manifest.Identity identity) {
        List<List<Network>> networks = ensembles.stream().map(Fitted::networks).toList();
        Calibrator calibrator = new Calibrator(
                config.calibration(), config.alerting(), prepared.spec().samplePeriod(), prepared.holdFrames());
        List<TrainingAsset> assets = prepared.assets();
        List<AssetCalibration> calibrations = new ArrayList<>();
        List<AssetProfile> profiles = new ArrayList<>();
        for (TrainingAsset asset : assets) {
            AssetCalibration calibration =
                    calibrator.calibrate(asset.series(), asset.sensors(), asset.summaries(), networks);
            calibrations.add(calibration);
            profiles.add(asset.profile(calibration));
        }
        boolean recurrent =
                ensembles.stream().anyMatch(ensemble -> ensemble.kind().isRecurrent());
        Manifest manifest = new Manifest(
                identity,
                prepared.spec(),
                prepared.assembly(),
                ensembles.stream()
                        .map(ensemble -> ensemble.described(config.calibration()))
                        .toList(),
                config.alerting(),
                profiles,
                new Manifest.Training(
                        recurrent ? engine.name() : COMPUTED,
                        config.seed(),
                        assets.stream().map(TrainingAsset::data).toList(),
                        recurrent ? engine.libraries() : Map.of(),
                        ensembles.stream().mapToDouble(Fitted::parity).max().orElse(0)),
                Figures.of(ensembles.stream().map(Fitted::members).toList(), calibrations));
        String making = new TrainingSection(engine, config, ensembles).markdown();
        String card =
                new ModelCard(manifest, config.calibration(), "Training data", making, assets, calibrations).markdown();
        return Trained.pack(manifest, networks, card, calibrations);
    }
}
