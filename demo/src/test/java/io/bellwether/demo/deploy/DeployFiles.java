package io.bellwether.demo.deploy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds and reads the files of the folder {@code deploy}. */
final class DeployFiles {
    private static final ObjectMapper JSON = strict(new JsonFactory());
    private static final ObjectMapper YAML = strict(yamlFactory());

    private DeployFiles() {}

    /** The checkout's root: where the tests run, or above it. */
    static Path root() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.isRegularFile(dir.resolve("deploy/compose.yaml"))) {
                return dir;
            }
        }
        throw new AssertionError("no folder deploy above " + Path.of("").toAbsolutePath());
    }

    /** A file or folder, named from the root. */
    static Path at(String name) {
        return root().resolve(name);
    }

    /** All files in {@code deploy} whose names end in one of these, in order. */
    static List<Path> all(String... endings) {
        try (Stream<Path> files = Files.walk(at("deploy"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(endings)
                            .anyMatch(ending -> file.getFileName().toString().endsWith(ending)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        try {
            return Files.readString(at(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The documents of a YAML file. Merge keys ({@code <<}) stay as they are. */
    static List<JsonNode> yaml(Path file) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(Files.readAllBytes(file))) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The only document of a YAML file, named from the root. */
    static JsonNode yaml(String name) {
        List<JsonNode> documents = yaml(at(name));
        if (documents.size() != 1) {
            throw new AssertionError(name + " has " + documents.size() + " documents");
        }
        return documents.get(0);
    }

    /** The texts of an array, or of nothing. */
    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static ObjectMapper strict(JsonFactory factory) {
        return new ObjectMapper(factory)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    /** The one that the detector reads its configuration with. */
    private static JsonFactory yamlFactory() {
        return ServiceLoader.load(JsonFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.getFormatName().equals("YAML"))
                .findFirst()
                .orElseThrow();
    }
}
