package io.bellwether.demo;

import io.bellwether.demo.processes.TrainerCommand;
import io.bellwether.demo.report.Screen;
import java.nio.file.Path;
import java.util.List;

/** One model for each pump, one of each kind, by the trainer's own commands. */
final class Models {
    private final Screen screen;
    private final Path samples;
    private final Path work;

    /** A model: an asset has one. */
    private record Plan(String asset, String kind, String name) {}

    private static final List<Plan> PLANS = List.of(
            new Plan("pump-1", "lstm-predictor", "pump-1-predictor"),
            new Plan("pump-2", "lstm-autoencoder", "pump-2-autoencoder"));

    /**
     * Nothing trained yet.
     *
     * @param samples the recordings
     * @param work where the model files go
     */
    Models(Screen screen, Path samples, Path work) {
        this.screen = screen;
        this.samples = samples;
        this.work = work;
    }

    /** Trains both; the exit code of the first that fails, or 0. */
    int train() {
        for (Plan plan : PLANS) {
            int code = run(TrainerCommand.of(
                    "train",
                    "--data",
                    shown(samples.resolve("train").resolve(plan.asset() + ".csv")),
                    "--config",
                    shown(samples.resolve("train.yaml")),
                    "--kind",
                    plan.kind(),
                    "--out",
                    file(plan)));
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    /** Publishes both; the exit code of the first that fails, or 0. */
    int publish(String bootstrap, String topic) {
        for (Plan plan : PLANS) {
            int code = run(
                    TrainerCommand.of("publish", "--model", file(plan), "--bootstrap", bootstrap, "--topic", topic));
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    private int run(TrainerCommand command) {
        screen.line(screen.paint(Screen.Tone.COMMAND, "$ " + command.line()));
        return command.run(System.out, System.err);
    }

    private String file(Plan plan) {
        return work.resolve(plan.name() + ".bw").toString();
    }

    /** Relative to where the user stands, when it is below. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
    }
}
