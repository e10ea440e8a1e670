package io.bellwether.detector.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Values as they were written, by dotted key: file, environment and command line laid over each other. */
final class RawConfig {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String KAFKA_VARIABLE = ConfigKey.PREFIX + "KAFKA_";

    private final ConfigSchema schema;
    private final Map<String, RawValue> values = new HashMap<>();

    RawConfig(ConfigSchema schema) {
        this.schema = schema;
    }

    Optional<RawValue> value(String path) {
        return Optional.ofNullable(values.get(path));
    }

    /** All values below a key, by the rest of their name. */
    SortedMap<String, String> below(String path) {
        SortedMap<String, String> below = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(path + ".")) {
                below.put(key.substring(path.length() + 1), value.text());
            }
        });
        return below;
    }

    void addFile(Path file) throws ConfigException {
        JsonNode root;
        try {
            root = YAML.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new ConfigException("no config file at " + file, e);
        } catch (JsonProcessingException e) {
            throw new ConfigException(file + ": not readable as YAML" + position(e) + ": " + firstLine(e), e);
        } catch (IOException e) {
            throw new ConfigException("cannot read the config file " + file + ": " + e.getMessage(), e);
        }
        if (root.isMissingNode() || root.isNull()) {
            return;
        }
        if (!root.isObject()) {
            throw new ConfigException(file + ": expected keys and values");
        }
        flatten("", root, file.toString());
    }

    void addEnvironment(Map<String, String> environment) throws ConfigException {
        Map<String, String> pathOf = new HashMap<>();
        schema.keys().forEach(key -> pathOf.put(key.variable(), key.path()));
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = variable.getKey();
            String path = pathOf.get(name);
            if (path == null && name.startsWith(KAFKA_VARIABLE)) {
                path = "kafka."
                        + name.substring(KAFKA_VARIABLE.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.');
            }
            // Any other BELLWETHER_ variable may be the launcher's, or Kubernetes' (BELLWETHER_SERVICE_HOST).
            if (path != null) {
                put(path, RawValue.of(variable.getValue(), "environment variable " + name));
            }
        }
    }

    void addOverrides(Map<String, String> overrides) throws ConfigException {
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            put(override.getKey(), RawValue.of(override.getValue(), "command line"));
        }
    }

    private void flatten(String prefix, JsonNode section, String source) throws ConfigException {
        for (Map.Entry<String, JsonNode> field : section.properties()) {
            String path = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(path + ".", value, source);
            } else if (value.isArray()) {
                List<String> parts = new ArrayList<>();
                value.forEach(item -> parts.add(item.asText()));
                put(path, new RawValue(parts, source));
            } else if (!value.isNull()) {
                put(path, RawValue.of(value.asText(), source));
            } else if (!schema.isSection(path)) {
                throw new ConfigException(path + ": has no value (" + source + ")");
            }
        }
    }

    private void put(String path, RawValue value) throws ConfigException {
        schema.requireKnown(path, value.source());
        values.put(path, value);
    }

    private static String position(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }

    private static String firstLine(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    }
}
