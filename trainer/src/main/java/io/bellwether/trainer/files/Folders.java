package io.bellwether.trainer.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of files that are to be written. */
public final class Folders {
    private Folders() {}

    /** Makes the folder that a file is to lie in, where it is missing. */
    public static void makeFor(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }
}
