package io.bellwether.trainer;

import io.bellwether.network.NetworkShape;
import io.bellwether.trainer.config.Decoder;
import io.bellwether.trainer.config.FitConfig;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.fit.Engine;
import io.bellwether.trainer.fit.Member;
import io.bellwether.trainer.fit.Search;
import java.util.List;
import java.util.Locale;

/** The part of a model card that says how its networks were trained. */
final class TrainingSection {
    private final Engine engine;
    private final TrainingConfig config;
    private final List<Fitted> ensembles;
    private final StringBuilder out = new StringBuilder();

    TrainingSection(Engine engine, TrainingConfig config, List<Fitted> ensembles) {
        this.engine = engine;
        this.config = config;
        this.ensembles = ensembles;
    }

    String markdown() {
        line("");
        line("## Training");
        for (Fitted ensemble : ensembles) {
            if (ensembles.size() > 1) {
                line("");
                line("### %s", ensemble.kind());
            }
            line("");
            if (ensemble.kind().isRecurrent()) {
                recurrent(ensemble);
            } else {
                line(
                        "Computed, not trained; %d contiguous folds per asset: each member without one of them.",
                        config.folds());
            }
            members(ensemble);
            if (!ensemble.candidates().isEmpty()) {
                search(ensemble.candidates());
            }
        }
        line("");
        line(
                "Errors in standard deviations of the sensor, squared; an autoencoder's those of the newest frame, which is"
                        + " scored. The naive guess is \"as the frame before\" for a predictor and the mean for others.");
        return out.toString();
    }

    private void members(Fitted ensemble) {
        line("");
        line("| fold left out | updates | mean squared error on it | of the naive guess |");
        line("|---|---|---|---|");
        for (int m = 0; m < ensemble.members().size(); m++) {
            Member member = ensemble.members().get(m);
            line("| %d | %d | %.4f | %.4f |", m + 1, member.updates(), member.loss(), member.naiveLoss());
        }
    }

    private void search(List<Search.Candidate> candidates) {
        line("");
        line("### Search over sizes");
        line("");
        line("| hidden | latent | weights | mean squared error, folds held out | standard error | |");
        line("|---|---|---|---|---|---|");
        for (Search.Candidate candidate : candidates) {
            NetworkShape shape = candidate.shape();
            line(
                    "| %s | %s | %d | %.4f | %.4f | %s |",
                    shape.hidden(),
                    shape.latent() == 0 ? "" : shape.latent(),
                    shape.weightCount(),
                    candidate.loss(),
                    candidate.standardError(),
                    candidate.isTaken() ? "taken" : "");
        }
        line("");
        line("The smallest whose error lies within one standard error of the least is taken (Breiman et al. 1984).");
    }

    private void recurrent(Fitted ensemble) {
        FitConfig fit = ensemble.config().fit();
        line(
                "Engine `%s`, seed %d, %d contiguous folds per asset: each network was trained without one of them.",
                engine.name(), config.seed(), config.folds());
        line(
                "Adam, one-cycle learning rate up to %s, updates of %d windows of %d steps, input noise %s,",
                fit.learningRate(), fit.batch(), ensemble.config().network().steps(), fit.noise());
        if (fit.dropout() > 0) {
            line("dropout %s between layers,", fit.dropout());
        }
        if (fit.channelDropout() > 0) {
            line("whole sensors set to their mean with probability %s,", fit.channelDropout());
        }
        if (fit.decoder() != Decoder.LATENT) {
            line(
                    "decoder fed %s,",
                    fit.decoder() == Decoder.ZEROS
                            ? "the latent vector at its first step and zeros after it"
                            : "the latent vector and its own output of the step before");
        }
        if (fit.truncate() > 0) {
            line("backpropagation over at most %d steps with the memory carried on,", fit.truncate());
        }
        line(
                "gradients clipped at global norm 1, early stopping on held-back frames where there are enough of them.",
                "");
        line(
                "Largest difference between the kernel and `%s` on the same windows: %.1e (at most 1e-5 is allowed).",
                engine.reference().name(), ensemble.parity());
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
