package io.bellwether.trainer;

import io.bellwether.trainer.data.CsvFiles;
import io.bellwether.trainer.errors.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a command was given, one by one or in folders. */
final class Inputs {
    private Inputs() {}

    /**
     * The files, each with its name in the results: its own, below that of the folder it was found in.
     *
     * @throws UsageError when two have the same name
     */
    static Map<Path, Path> byName(List<Path> given) {
        Map<Path, Path> files = new LinkedHashMap<>();
        for (Path path : given) {
            for (Path file : CsvFiles.list(path)) {
                Path name = absolute(path).equals(absolute(file))
                        ? file.getFileName()
                        : absolute(path).getFileName().resolve(absolute(path).relativize(absolute(file)));
                if (files.put(name, file) != null) {
                    throw new UsageError("two inputs would both be called " + name
                            + " in the results, command line: run them one by one");
                }
            }
        }
        return files;
    }

    /**
     * Looks, before anything is done, whether a result would be written over what it is made of.
     *
     * @throws UsageError when one would
     */
    static void keep(Collection<Path> inputs, Collection<Path> results) {
        for (Path result : results) {
            if (inputs.stream().anyMatch(input -> isSame(input, result))) {
                throw new UsageError("the results would overwrite an input, " + result + ": choose another --out");
            }
        }
    }

    private static boolean isSame(Path input, Path result) {
        try {
            return Files.exists(result) && Files.exists(input) && Files.isSameFile(input, result);
        } catch (IOException e) {
            throw new UsageError("the path cannot be looked at, " + result + ": check its permissions", e);
        }
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
