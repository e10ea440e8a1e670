package io.bellwether.detector.config;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A configuration as YAML that reads back as the same configuration; secrets are left out. */
public final class ConfigPrinter {
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|jaas|token|keystore\\.key).*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9./_:-]*");

    private ConfigPrinter() {}

    /** The whole configuration, defaults included. */
    public static String yaml(DetectorConfig config) {
        StringBuilder out = new StringBuilder();
        print(config, "", out);
        return out.toString();
    }

    private static void print(Record section, String indent, StringBuilder out) {
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            Object value = read(section, component);
            boolean isSection = component.getType().isRecord();
            if (isSection && !component.isAnnotationPresent(Setting.class)) {
                print((Record) value, indent, out);
            } else if (isSection) {
                out.append(indent).append(name).append(":\n");
                print((Record) value, indent + "  ", out);
            } else if (value instanceof Map<?, ?> map) {
                out.append(indent).append(name).append(map.isEmpty() ? ": {}\n" : ":\n");
                map.forEach((key, text) -> out.append(indent)
                        .append("  ")
                        .append(quote(key.toString()))
                        .append(": ")
                        .append(SECRET.matcher(key.toString()).matches() ? "'***'" : quote(text.toString()))
                        .append('\n'));
            } else {
                out.append(indent)
                        .append(name)
                        .append(": ")
                        .append(scalar(value))
                        .append('\n');
            }
        }
    }

    private static String scalar(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(item -> quote(item.toString())).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof Duration duration) {
            return Durations.format(duration);
        } else if (value instanceof Enum<?> constant) {
            return constant.toString().toLowerCase(Locale.ROOT);
        }
        return quote(value.toString());
    }

    private static String quote(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
