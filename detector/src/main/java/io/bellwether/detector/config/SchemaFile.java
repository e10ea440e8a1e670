package io.bellwether.detector.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file with a schema. It is read once, at the start: a change takes effect with the next start. */
public final class SchemaFile {
    private final String path;
    private final String text;

    private SchemaFile(String path, String text) {
        this.path = path;
        this.text = text;
    }

    /**
     * Reads the file; an empty path stands for none.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    static SchemaFile read(String path) {
        try {
            return new SchemaFile(path, path.isEmpty() ? "" : Files.readString(Path.of(path)));
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new IllegalArgumentException("no file at " + path, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /** Whether there is one. */
    boolean isGiven() {
        return !path.isEmpty();
    }

    /** What stands in it. */
    String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SchemaFile file && path.equals(file.path) && text.equals(file.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, text);
    }

    /** Its path. */
    @Override
    public String toString() {
        return path;
    }
}
