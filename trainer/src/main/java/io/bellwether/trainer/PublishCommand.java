package io.bellwether.trainer;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.trainer.publish.ModelPublisher;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code publish}: hands a model to the running detectors. */
@Command(
        name = "publish",
        description = "Checks a model file and puts it on the models topic, where running detectors take it up.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PublishCommand implements Callable<Integer> {
    @Mixin
    private final Help help = new Help();

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "The model file.")
    private Path model;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "The models topic, made when it is missing (${DEFAULT-VALUE}).")
    private String topic = "bellwether.models";

    @Override
    public Integer call() {
        byte[] bytes = ModelFiles.bytes(model);
        ModelArtifact artifact = ModelFiles.read(model, bytes);
        ModelPublisher.Published published = new ModelPublisher(kafka.access(), topic).publish(artifact.ref(), bytes);
        help.out()
                .println(artifact.ref().name() + " " + artifact.ref().version() + " sha256 "
                        + artifact.ref().sha256() + " is on " + topic + ", partition " + published.partition()
                        + ", offset " + published.offset());
        return 0;
    }
}
