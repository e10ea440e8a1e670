package io.bellwether.trainer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inspect}: what is in a model file. */
@Command(name = "inspect", description = "Checks a model file and prints what is in it.", sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InspectCommand implements Callable<Integer> {
    private static final String MANIFEST = "manifest.json";

    @Mixin
    private final Help help = new Help();

    @Parameters(paramLabel = "MODEL", description = "The model file.")
    private Path model;

    @Option(names = "--json", description = "Print the manifest as JSON, and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        byte[] bytes = ModelFiles.bytes(model);
        ModelArtifact artifact = ModelFiles.read(model, bytes);
        if (json) {
            help.out().println(manifest(bytes));
        } else {
            print(artifact, bytes.length);
        }
        return 0;
    }

    private void print(ModelArtifact artifact, int size) {
        Manifest manifest = artifact.manifest();
        PrintWriter out = help.out();
        out.printf("%s %s%n", artifact.ref().name(), artifact.ref().version());
        out.printf(
                "  file     %s, %d bytes, sha256 %s%n",
                model, size, artifact.ref().sha256());
        manifest.ensembles()
                .forEach(ensemble -> out.printf("  network  %s x %d%n", ensemble.shape(), ensemble.members()));
        out.printf("  frames   every %s, %s%n", manifest.features().samplePeriod(), manifest.assembly());
        out.printf("  alerting %s%n", manifest.alerting());
        new TreeMap<>(manifest.evaluation())
                .forEach((name, value) -> out.printf(Locale.ROOT, "  %-22s %.5g%n", name, value));
        new TreeMap<>(manifest.training().libraries())
                .forEach((name, version) -> out.printf("  %-22s %s%n", name, version));
        out.println();
        out.println(artifact.modelCard());
    }

    /** As it stands in the file, which has been found sound. */
    private static String manifest(byte[] file) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(MANIFEST)) {
                    ObjectMapper mapper = new ObjectMapper();
                    return mapper.readTree(zip.readAllBytes()).toPrettyString();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("a sound model file has a " + MANIFEST);
    }
}
