package io.bellwether.demo;

import io.bellwether.demo.plant.SampleData;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Where the labelled recordings are. */
final class SampleFolder {
    private SampleFolder() {}

    /** The checkout's {@code sample-data}, or the same data made afresh in {@code work}. */
    static Path find(Path work) throws IOException {
        Optional<Path> found = codeLocation().flatMap(SampleData::findFrom);
        if (found.isPresent()) {
            return found.get();
        }
        Path made = work.resolve("sample-data");
        new SampleData(SampleData.SEED).writeTo(made);
        return made;
    }

    private static Optional<Path> codeLocation() {
        CodeSource source = SampleFolder.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException notAFile) {
            return Optional.empty();
        }
    }
}
