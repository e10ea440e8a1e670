package io.bellwether.detector.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints docs/CONFIG.md from the config records. */
public final class ConfigDocs {
    private static final String INTRODUCTION = """
            # Configuration of the detector

            Printed from the code; a test fails when it is stale.

            `bellwether detect --config FILE` reads YAML. Every key can also be set by an environment variable, and on
            the command line with `-D key=value`; the command line wins over the environment, the environment over the
            file, the file over the defaults below. Unknown keys and bad values are refused with exit code 2.
            `bellwether detect --print-config` prints what is in force.

            Durations have a unit: `100ms`, `30s`, `5m`, `2h`, `7d`, or ISO 8601 (`PT30S`). Lists are YAML lists, or
            comma-separated in a variable or on the command line. Kafka's own settings go under `kafka`, untouched; as
            a variable `BELLWETHER_KAFKA_SECURITY_PROTOCOL` becomes `kafka.security.protocol`. Keys under `assets` have
            no variable.

            On Kubernetes, a Service named `bellwether` makes variables such as `BELLWETHER_PORT`, one named
            `bellwether-admin` makes `BELLWETHER_ADMIN_PORT=tcp://...`, which is read as `admin.port`: set
            `enableServiceLinks: false`.

            ```yaml
            bootstrap-servers: kafka-1:9092,kafka-2:9092
            topics:
              telemetry: plant.readings
            telemetry:
              layout: long
              sensor: /tag
            assets:
              pump-7: pumps-large
            admin:
              host: 0.0.0.0
            kafka:
              security.protocol: SASL_SSL
            ```

            Two variables are no keys: `BELLWETHER_LOG_FORMAT` (`text` or `json`, default `text`) and
            `BELLWETHER_LOG_LEVEL` (default `INFO`).

            | key | value | default | what it is for |
            |---|---|---|---|
            """;

    private ConfigDocs() {}

    /** The whole file. */
    public static String markdown() {
        StringBuilder out = new StringBuilder(INTRODUCTION);
        for (ConfigKey key : ConfigSchema.of(DetectorConfig.class).keys()) {
            out.append("| `")
                    .append(key.path())
                    .append(key.isOpen() ? ".*" : "")
                    .append("` | ");
            out.append(type(key.type())).append(" | ").append(fallback(key)).append(" | ");
            out.append(key.about()).append(" |\n");
        }
        return out.toString();
    }

    private static String fallback(ConfigKey key) {
        String shown = key.shown();
        return shown.isEmpty() || shown.contains("`") || shown.startsWith("(") ? shown : "`" + shown + "`";
    }

    private static String type(Class<?> type) {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant -> "`" + constant.toString().toLowerCase(Locale.ROOT) + "`")
                    .collect(Collectors.joining(", "));
        }
        Map<Class<?>, String> names = Map.of(
                String.class, "text",
                int.class, "whole number",
                boolean.class, "`true`, `false`",
                Duration.class, "duration",
                List.class, "list",
                Map.class, "keys and values",
                SchemaFile.class, "file",
                ScoreSelection.class, "`all`, `alarms`, whole number");
        return names.getOrDefault(type, type.getSimpleName());
    }
}
