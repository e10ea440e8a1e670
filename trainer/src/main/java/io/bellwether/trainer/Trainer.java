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
import io.bellwether.trainer.contest.Contest;
import io.bellwether.trainer.contest.Outcome;
import io.bellwether.trainer.contest.Standing;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    private final KnownNetworks known;

    /** @param warnings takes one line for everything in the data that the user should know */
    public Trainer(Engine engine, Workers workers, Progress progress, Consumer<String> warnings) {
        this(engine, workers, progress, warnings, new KnownNetworks());
    }

    /** @param known networks that need not be trained again; takes those that are */
    public Trainer(Engine engine, Workers workers, Progress progress, Consumer<String> warnings, KnownNetworks known) {
        this.engine = engine;
        this.workers = workers;
        this.progress = progress;
        this.warnings = warnings;
        this.known = known;
    }

    /**
     * Trains a model.
     *
     * @throws RefusedError when the data cannot be used, or engine and kernel do not agree
     */
    public Trained train(Recording recording, TrainingConfig asked, Manifest.Identity identity) {
        warnOfIdleTruncation(asked);
        Prepared prepared = new Preparation(asked, warnings).prepare(recording);
        TrainingConfig config = prepared.config();
        if (config.contest()) {
            return contest(prepared, config, identity);
        }
        boolean alone = config.ensembles().size() == 1;
        List<Fitted> ensembles = config.ensembles().stream()
                .map(ensemble -> fit(ensemble, prepared, config, identity, alone))
                .toList();
        return assemble(calibrated(ensembles, prepared, config), prepared, config, identity, null);
    }

    /** Every kind alone, and those together that see different things; a kind that cannot be trained on the data is left out. */
    private Trained contest(Prepared prepared, TrainingConfig config, Manifest.Identity identity) {
        List<Fitted> together = new ArrayList<>();
        List<Calibrated> candidates = new ArrayList<>();
        RefusedError refused = null;
        for (EnsembleConfig ensemble : config.ensembles()) {
            try {
                Fitted fitted = fit(ensemble, prepared, config, identity, true);
                candidates.add(calibrated(List.of(fitted), prepared, config));
                if (ensemble.network().kind() == NetworkKind.PCA) {
                    together.add(fit(ensemble, prepared, config, identity, false));
                } else if (ensemble.network().kind().isRecurrent()) {
                    together.add(fitted);
                }
            } catch (RefusedError e) {
                warnings.accept(ensemble.network().kind() + " takes no part in the contest: " + e.getMessage());
                refused = refused == null ? e : refused;
            }
        }
        if (candidates.isEmpty()) {
            throw refused == null ? new IllegalStateException("no kind") : refused;
        }
        if (together.size() > 1) {
            candidates.add(calibrated(together, prepared, config));
        }
        Contest contest = new Contest(
                prepared.assets().stream()
                        .map(asset -> new Contest.Asset(asset.series(), asset.summaries(), asset.sensors()))
                        .toList(),
                config.calibration(),
                config.alerting(),
                prepared.holdFrames(),
                config.seed());
        if (!contest.isPossible()) {
            warnings.accept("there is no room for synthetic faults in the data, so all kinds together are taken;"
                    + " give more rows for a contest");
            Calibrated last = candidates.get(candidates.size() - 1);
            return assemble(last, prepared, config, identity, null);
        }
        Outcome outcome = new Outcome(workers.all(candidates.stream()
                .<Callable<Standing>>map(candidate -> () -> candidate.compete(contest, prepared, candidate.sort()))
                .toList()));
        Calibrated winner = candidates.get(outcome.winner());
        if (outcome.joins()) {
            List<Fitted> joined = new ArrayList<>();
            joined.add(fit(winner.ensembles().get(0).config(), prepared, config, identity, false));
            joined.addAll(together);
            winner = calibrated(joined, prepared, config);
            outcome = outcome.with(winner.compete(contest, prepared, Standing.Sort.JOINED));
        }
        return assemble(winner, prepared, config, identity, outcome);
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

    /** @param alone whether no other kind is in the model */
    private Fitted fit(
            EnsembleConfig ensemble,
            Prepared prepared,
            TrainingConfig config,
            Manifest.Identity identity,
            boolean alone) {
        List<Boolean> taken = ensemble.network().kind().isRecurrent() ? List.of() : taken(prepared.assets(), alone);
        List<String> frames =
                prepared.assets().stream().map(asset -> asset.data().sha256()).toList();
        return known.get(
                new KnownNetworks.Key(frames, ensemble, config.seed(), taken),
                () -> fit(ensemble, prepared, config, identity, taken));
    }

    private Fitted fit(
            EnsembleConfig ensemble,
            Prepared prepared,
            TrainingConfig config,
            Manifest.Identity identity,
            List<Boolean> taken) {
        NetworkKind kind = ensemble.network().kind();
        List<ScaledSeries> series =
                prepared.assets().stream().map(TrainingAsset::series).toList();
        String title = config.ensembles().size() == 1 ? identity.name() : identity.name() + " " + kind;
        NetworkSizes sizes = ensemble.network();
        Search.Found found;
        if (!kind.isRecurrent()) {
            found = Search.Found.alone(new ComponentsFit(sizes, taken).fit(series));
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
    private static List<Boolean> taken(List<TrainingAsset> assets, boolean alone) {
        int sensors = assets.get(0).sensors().size();
        List<Boolean> voters = IntStream.range(0, sensors)
                .mapToObj(s -> assets.stream()
                        .allMatch(asset -> asset.sensors().get(s).rule().votes()))
                .toList();
        return alone || !voters.contains(true) ? Collections.nCopies(sensors, true) : voters;
    }

    private Calibrated calibrated(List<Fitted> ensembles, Prepared prepared, TrainingConfig config) {
        List<List<Network>> networks = ensembles.stream().map(Fitted::networks).toList();
        Calibrator calibrator = new Calibrator(
                config.calibration(), config.alerting(), prepared.spec().samplePeriod(), prepared.holdFrames());
        List<AssetCalibration> calibrations = prepared.assets().stream()
                .map(asset -> calibrator.calibrate(asset.series(), asset.sensors(), asset.summaries(), networks))
                .toList();
        return new Calibrated(ensembles, calibrations);
    }

    private Trained assemble(
            Calibrated model,
            Prepared prepared,
            TrainingConfig config,
            Manifest.Identity identity,
            @Nullable Outcome outcome) {
        List<Fitted> ensembles = model.ensembles();
        List<AssetCalibration> calibrations = model.calibrations();
        List<TrainingAsset> assets = prepared.assets();
        List<AssetProfile> profiles = new ArrayList<>();
        for (int a = 0; a < assets.size(); a++) {
            profiles.add(assets.get(a).profile(calibrations.get(a)));
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
                Figures.of(
                        ensembles.stream().map(Fitted::members).toList(),
                        calibrations,
                        config.calibration().budget()));
        String making = (outcome == null ? "" : new ContestSection(outcome).markdown())
                + new TrainingSection(engine, config, ensembles).markdown();
        String card =
                new ModelCard(manifest, config.calibration(), "Training data", making, assets, calibrations).markdown();
        return Trained.pack(manifest, model.networks(), card, calibrations, outcome);
    }
}
