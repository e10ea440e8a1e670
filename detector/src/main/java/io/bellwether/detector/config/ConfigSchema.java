package io.bellwether.detector.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of a config record and of the records in it, and the way from written values to those records. */
final class ConfigSchema {
    private final List<ConfigKey> keys;

    private ConfigSchema(List<ConfigKey> keys) {
        this.keys = List.copyOf(keys);
    }

    static ConfigSchema of(Class<? extends Record> type) {
        List<ConfigKey> keys = new ArrayList<>();
        collect("", type, keys);
        return new ConfigSchema(keys);
    }

    List<ConfigKey> keys() {
        return keys;
    }

    boolean isSection(String path) {
        return keys.stream()
                .anyMatch(key -> key.path().startsWith(path + ".")
                        || (key.isOpen() && key.path().equals(path)));
    }

    /** @throws ConfigException when there is no such key; the message names the nearest one */
    void requireKnown(String path, String source) throws ConfigException {
        for (ConfigKey key : keys) {
            if (key.isOpen() ? path.startsWith(key.path() + ".") : path.equals(key.path())) {
                return;
            }
        }
        if (isSection(path)) {
            throw new ConfigException(path + ": this is a section, not a key (" + source + ")");
        }
        String nearest = keys.stream()
                .map(ConfigKey::path)
                .min(Comparator.comparingInt(known -> distance(known, path)))
                .orElseThrow();
        String advice = distance(nearest, path) <= Math.max(2, path.length() / 3)
                ? "; did you mean " + nearest + "?"
                : "; docs/CONFIG.md lists the keys";
        throw new ConfigException(path + ": unknown key (" + source + ")" + advice);
    }

    /** @throws ConfigException when a value cannot be used; the message names its key and source */
    <T extends Record> T bind(Class<T> type, RawConfig raw) throws ConfigException {
        return type.cast(bind("", type, raw));
    }

    private Object bind(String prefix, Class<?> type, RawConfig raw) throws ConfigException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            String path = pathOf(prefix, components[i]);
            if (types[i].isRecord()) {
                arguments[i] = bind(sectionPrefix(prefix, components[i]), types[i], raw);
            } else if (types[i] == Map.class) {
                arguments[i] = raw.below(path);
            } else {
                arguments[i] = convert(
                        path, types[i], raw.value(path), setting(components[i]).fallback());
            }
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw new ConfigException(String.valueOf(refused.getMessage()), refused);
            }
            throw new IllegalStateException("cannot build " + type, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot build " + type, e);
        }
    }

    private static Object convert(String path, Class<?> type, Optional<RawValue> written, String fallback)
            throws ConfigException {
        RawValue value = written.orElse(RawValue.of(fallback, "default"));
        try {
            return convert(type, value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ConfigException(path + ": " + e.getMessage() + " (" + value.source() + ")", e);
        }
    }

    private static Object convert(Class<?> type, RawValue value) {
        String text = value.text().strip();
        if (type == String.class) {
            return text;
        } else if (type == List.class) {
            return value.list();
        } else if (type == Duration.class) {
            return Durations.parse(text);
        } else if (type == int.class) {
            return wholeNumber(text);
        } else if (type == boolean.class) {
            return yesOrNo(text);
        } else if (type == ScoreSelection.class) {
            return ScoreSelection.parse(text);
        } else if (type == SchemaFile.class) {
            return SchemaFile.read(text);
        }
        return constant(type, text);
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
        }
    }

    private static boolean yesOrNo(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        }
        return text.equals("true");
    }

    private static Object constant(Class<?> type, String text) {
        List<String> allowed = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = constant.toString().toLowerCase(Locale.ROOT);
            if (name.equals(text.toLowerCase(Locale.ROOT))) {
                return constant;
            }
            allowed.add(name);
        }
        throw new IllegalArgumentException("'" + text + "' is not one of " + String.join(", ", allowed));
    }

    private static void collect(String prefix, Class<?> type, List<ConfigKey> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                collect(sectionPrefix(prefix, component), component.getType(), keys);
            } else {
                Setting setting = setting(component);
                String shown = setting.shown().isEmpty() ? setting.fallback() : setting.shown();
                keys.add(new ConfigKey(
                        pathOf(prefix, component), component.getType(), setting.fallback(), shown, setting.value()));
            }
        }
    }

    private static String sectionPrefix(String prefix, RecordComponent component) {
        return component.isAnnotationPresent(Setting.class) ? pathOf(prefix, component) + "." : prefix;
    }

    private static String pathOf(String prefix, RecordComponent component) {
        return prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Setting setting(RecordComponent component) {
        @Nullable Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(component + " is neither a section nor a key");
        }
        return setting;
    }

    /** Edits that turn one text into the other (Levenshtein 1966). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
