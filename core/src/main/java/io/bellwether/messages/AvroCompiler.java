package io.bellwether.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import io.bellwether.messages.TelemetryMapping.Layout;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Turns a schema into steps, as a mapping wants them. Used once. */
final class AvroCompiler {
    private static final Set<Schema.Type> NUMBERS =
            EnumSet.of(Schema.Type.INT, Schema.Type.LONG, Schema.Type.FLOAT, Schema.Type.DOUBLE);
    private static final Set<Schema.Type> WORDS = EnumSet.of(Schema.Type.STRING, Schema.Type.ENUM);
    private static final Set<Schema.Type> IDS =
            EnumSet.of(Schema.Type.STRING, Schema.Type.ENUM, Schema.Type.INT, Schema.Type.LONG);
    private static final Set<Schema.Type> MARKS =
            EnumSet.of(Schema.Type.STRING, Schema.Type.ENUM, Schema.Type.INT, Schema.Type.LONG, Schema.Type.BOOLEAN);
    private static final AvroTarget NOTHING = new AvroTarget.Nothing();

    private final TelemetryMapping mapping;
    private final NameCache names;
    private final Set<String> notSensors;
    private final List<String> values; // path of the object whose fields are the sensors
    private final Map<List<String>, Role> roles = new LinkedHashMap<>();
    private final Set<List<String>> found = new HashSet<>();
    private final Set<String> open = new HashSet<>(); // records that we are within
    private int sensors;
    private int numbers; // sensors that can be numbers

    /** What a field is wanted for, by its key in the configuration; which types it may have. */
    private record Role(String key, Set<Schema.Type> types, Function<Schema, AvroTarget> target) {}

    AvroCompiler(TelemetryMapping mapping, NameCache names) {
        this.mapping = mapping;
        this.names = names;
        notSensors = Set.copyOf(mapping.ignored());
        values = path(mapping.values());
        Set<Schema.Type> times = EnumSet.of(Schema.Type.STRING);
        if (mapping.timeFormat() != EventTime.ISO) {
            times.addAll(NUMBERS);
        }
        add(mapping.asset(), "asset", IDS, type -> new AvroTarget.Asset(names));
        add(mapping.time(), "time", times, this::time);
        if (mapping.layout() == Layout.LONG) {
            add(mapping.sensor(), "sensor", WORDS, type -> new AvroTarget.Named(names, Set.of()));
            add(mapping.value(), "value", NUMBERS, type -> new AvroTarget.Value(null));
            Set<String> good = Set.copyOf(mapping.goodQualities());
            add(mapping.quality(), "quality", MARKS, type -> new AvroTarget.Mark(names, good));
        }
    }

    private void add(String pointer, String key, Set<Schema.Type> types, Function<Schema, AvroTarget> target) {
        if (!pointer.isEmpty()) {
            Role other = roles.put(path(pointer), new Role(key, types, target));
            if (other != null) {
                throw new IllegalArgumentException(
                        key + " and " + other.key + " cannot be one field, " + pointer + ", of an Avro record");
            }
        }
    }

    private static List<String> path(String pointer) {
        List<String> path = new ArrayList<>();
        for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
            path.add(rest.getMatchingProperty());
        }
        return List.copyOf(path);
    }

    /** How many sensors a record is expected to have. */
    int sensors() {
        return sensors;
    }

    /** @throws IllegalArgumentException when the schema has not what the mapping names */
    AvroStep compile(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("the Avro schema is of the type " + nameOf(schema) + ", not a record");
        }
        AvroStep step = at(schema, List.of());
        roles.forEach((path, role) -> {
            boolean mayBeMissing = role.key.equals("quality")
                    && mapping.quality().equals(TelemetryMapping.perTag().quality());
            if (!mayBeMissing) {
                requireFound(path, role.key, schema);
            }
        });
        if (mapping.layout() == Layout.WIDE) {
            requireFound(values, "values", schema);
            if (numbers == 0) {
                throw new IllegalArgumentException("the Avro schema has no sensor: nothing in "
                        + (values.isEmpty() ? "the record" : mapping.values()) + " is a number");
            }
        }
        return step;
    }

    private void requireFound(List<String> path, String key, Schema schema) {
        if (!found.contains(path)) {
            throw new IllegalArgumentException("the Avro schema has no field /" + String.join("/", path) + ", where "
                    + key + " points to; its fields are "
                    + schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", ")));
        }
    }

    /** A value to which a role may belong, or something within it. */
    private AvroStep at(Schema schema, List<String> path) {
        Role role = roles.get(path);
        if (role != null) {
            found.add(path);
            requireUsable(schema, path, role);
            return step(schema, role.target);
        }
        if (mapping.layout() == Layout.WIDE && path.equals(values)) {
            return sensorsIn(schema, path);
        }
        return switch (leadsOn(path) ? schema.getType() : Schema.Type.NULL) {
            case RECORD -> fields(schema, NOTHING, field -> at(field.schema(), with(path, field.name())));
            case UNION ->
                new AvroStep.Union(schema.getTypes().stream()
                        .map(branch -> at(branch, path))
                        .toList());
            default -> step(schema, any -> NOTHING);
        };
    }

    private boolean leadsOn(List<String> path) {
        boolean toRole = roles.keySet().stream()
                .anyMatch(role -> role.size() >= path.size()
                        && role.subList(0, path.size()).equals(path));
        boolean toValues = mapping.layout() == Layout.WIDE
                && values.size() > path.size()
                && values.subList(0, path.size()).equals(path);
        return toRole || toValues;
    }

    private AvroStep sensorsIn(Schema schema, List<String> path) {
        AvroTarget given = new AvroTarget.Given();
        switch (schema.getType()) {
            case RECORD -> {
                found.add(path);
                return fields(schema, given, field -> sensor(field, with(path, field.name())));
            }
            case MAP -> {
                found.add(path);
                Schema value = schema.getValueType();
                sensors += 8;
                numbers += isOneOf(NUMBERS, value) ? 1 : 0;
                AvroTarget.Named name = new AvroTarget.Named(names, notSensors);
                AvroStep wanted = step(value, any -> new AvroTarget.Value(null));
                return new AvroStep.Blocks(
                        new AvroStep.Entry(name, wanted, step(value, any -> NOTHING)), given, "an object");
            }
            case UNION -> {
                return new AvroStep.Union(schema.getTypes().stream()
                        .map(branch -> sensorsIn(branch, path))
                        .toList());
            }
            default -> {
                return step(schema, any -> NOTHING);
            }
        }
    }

    private AvroStep sensor(Schema.Field field, List<String> path) {
        if (leadsOn(path)) {
            return at(field.schema(), path);
        } else if (notSensors.contains(field.name())) {
            return step(field.schema(), any -> NOTHING);
        }
        sensors++;
        numbers += isOneOf(NUMBERS, field.schema()) ? 1 : 0;
        return step(field.schema(), any -> new AvroTarget.Value(field.name()));
    }

    private AvroStep step(Schema schema, Function<Schema, AvroTarget> targetOf) {
        AvroTarget target = targetOf.apply(schema);
        return switch (schema.getType()) {
            case NULL -> new AvroStep.Null(target);
            case BOOLEAN -> new AvroStep.Truth(target);
            case INT -> new AvroStep.OfInt(target);
            case LONG -> new AvroStep.OfLong(target);
            case FLOAT -> new AvroStep.OfFloat(target);
            case DOUBLE -> new AvroStep.OfDouble(target);
            case STRING -> new AvroStep.Text(target);
            case ENUM ->
                new AvroStep.Symbol(
                        schema.getEnumSymbols().stream()
                                .map(symbol -> symbol.getBytes(UTF_8))
                                .toList(),
                        target);
            case BYTES -> new AvroStep.Bytes(target);
            case FIXED -> new AvroStep.Fixed(schema.getFixedSize(), target);
            case ARRAY -> new AvroStep.Blocks(step(schema.getElementType(), any -> NOTHING), target, "a list");
            case MAP -> {
                AvroStep value = step(schema.getValueType(), any -> NOTHING);
                yield new AvroStep.Blocks(
                        new AvroStep.Fields(List.of(new AvroStep.Bytes(NOTHING), value), NOTHING), target, "an object");
            }
            case RECORD -> fields(schema, target, field -> step(field.schema(), any -> NOTHING));
            case UNION ->
                new AvroStep.Union(schema.getTypes().stream()
                        .map(branch -> step(branch, targetOf))
                        .toList());
        };
    }

    private AvroStep fields(Schema record, AvroTarget target, Function<Schema.Field, AvroStep> stepOf) {
        if (!open.add(record.getFullName())) {
            throw new IllegalArgumentException("the Avro record " + record.getFullName() + " contains itself: a schema"
                    + " without an end cannot be read");
        }
        AvroStep step =
                new AvroStep.Fields(record.getFields().stream().map(stepOf).toList(), target);
        open.remove(record.getFullName());
        return step;
    }

    private AvroTarget time(Schema type) {
        EventTime said = mapping.timeFormat();
        return new AvroTarget.Time(said == EventTime.AUTO ? unitOf(type) : said, said);
    }

    private static EventTime unitOf(Schema type) {
        return switch (logicalType(type)) {
            case "timestamp-millis", "local-timestamp-millis" -> EventTime.MILLIS;
            case "timestamp-micros", "local-timestamp-micros" -> EventTime.MICROS;
            case "timestamp-nanos", "local-timestamp-nanos" -> EventTime.NANOS;
            default -> EventTime.AUTO;
        };
    }

    private static String logicalType(Schema type) {
        return String.valueOf(type.getProp("logicalType"));
    }

    private static void requireUsable(Schema schema, List<String> path, Role role) {
        if (!isOneOf(role.types, schema)) {
            throw new IllegalArgumentException("the field /" + String.join("/", path) + ", where " + role.key
                    + " points to, is of the type " + nameOf(schema) + " in the Avro schema; it must be one of "
                    + role.types.stream().map(AvroCompiler::nameOf).collect(Collectors.joining(", ")));
        }
    }

    /** Whether a value can be of one of these types; a day, or a time of day, is neither number nor time. */
    private static boolean isOneOf(Set<Schema.Type> types, Schema schema) {
        if (schema.getType() == Schema.Type.UNION) {
            return schema.getTypes().stream().anyMatch(branch -> isOneOf(types, branch));
        }
        String logical = logicalType(schema);
        return types.contains(schema.getType()) && !logical.equals("date") && !logical.startsWith("time-");
    }

    private static String nameOf(Schema schema) {
        if (schema.getType() == Schema.Type.UNION) {
            return schema.getTypes().stream().map(AvroCompiler::nameOf).collect(Collectors.joining(", ", "[", "]"));
        }
        String logical = logicalType(schema);
        return logical.equals("null") ? nameOf(schema.getType()) : nameOf(schema.getType()) + " (" + logical + ")";
    }

    private static String nameOf(Schema.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> with(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return List.copyOf(longer);
    }
}
