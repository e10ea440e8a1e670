package io.bellwether.messages;

import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads wide records as they nearly always are, byte by byte: one flat object, no escapes, the time as text or number,
 * every sensor a finite number, no name twice. Anything else it leaves to {@link TelemetryDecoder}, which can say what is
 * wrong. Safe to share between threads.
 */
final class WideReader {
    private static final int LAYOUTS = 64;
    private static final int MOST_FIELDS = 1024; // of a layout that is kept
    private static final int MOST_TEXT = 16 << 10; // characters of all its names
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final String time;
    private final EventTime timeFormat;
    private final Set<String> notSensors;
    private final Layout[] layouts = new Layout[LAYOUTS]; // by asset; any thread may replace one

    WideReader(String time, EventTime timeFormat, Set<String> notSensors) {
        this.time = time;
        this.timeFormat = timeFormat;
        this.notSensors = notSensors;
        Arrays.fill(layouts, new Layout(List.of()));
    }

    /** What a field is for. */
    private enum Role {
        TIME,
        SENSOR,
        OTHER
    }

    private record Field(String name, Role role) {}

    /** The fields of some record, in order, all different: most records of an asset have the same. */
    private static final class Layout {
        private final Field[] fields;
        private final byte[][] starts; // (fields): the name in quotes, and the colon

        Layout(List<Field> fields) {
            this.fields = fields.toArray(Field[]::new);
            starts = fields.stream()
                    .map(field -> ('"' + field.name + "\":").getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }
    }

    /** The readings of one record, at least one; null when it is anything but ordinary. */
    @Nullable
    List<Reading> read(String asset, byte[] record, long latest) {
        int slot = asset.hashCode() & (LAYOUTS - 1);
        Pass pass = new Pass(record, layouts[slot]);
        if (!pass.readRecord() || pass.millis > latest) {
            return null;
        }
        List<Field> learnt = pass.learnt;
        if (learnt != null) {
            Set<String> names = new HashSet<>();
            int text = 0;
            for (Field field : learnt) {
                if (!names.add(field.name)) {
                    return null;
                }
                text += field.name.length();
            }
            if (learnt.size() <= MOST_FIELDS && text <= MOST_TEXT) {
                layouts[slot] = new Layout(learnt);
            }
        }
        return pass.readings(asset);
    }

    /** One way through a record. */
    private final class Pass {
        private final JsonCursor json;
        private final Layout layout;
        private @Nullable List<Field> learnt; // all fields so far, once one was not where the layout has it
        private int seen;
        private String[] sensors;
        private double[] values;
        private int count;
        private boolean hasTime;
        private long millis;

        Pass(byte[] record, Layout layout) {
            json = new JsonCursor(record);
            this.layout = layout;
            sensors = new String[Math.max(8, layout.fields.length)];
            values = new double[sensors.length];
        }

        boolean readRecord() {
            if (!json.take('{')) {
                return false;
            }
            do {
                Field field = nextField();
                if (field == null || !readValue(field)) {
                    return false;
                }
            } while (json.take(','));
            return json.take('}') && json.isAtEnd() && hasTime && count > 0;
        }

        private @Nullable Field nextField() {
            if (learnt == null && seen < layout.fields.length && json.take(layout.starts[seen])) {
                return layout.fields[seen++];
            }
            if (!json.take('"')) {
                return null;
            }
            int from = json.at();
            int to = json.takeText();
            String name = to < 0 ? null : json.text(from, to);
            if (name == null || !json.take(':')) {
                return null;
            }
            Role role = name.equals(time) ? Role.TIME : notSensors.contains(name) ? Role.OTHER : Role.SENSOR;
            Field field = new Field(name, role);
            if (learnt == null) {
                learnt = new ArrayList<>(Arrays.asList(layout.fields).subList(0, seen));
            }
            learnt.add(field);
            return field;
        }

        private boolean readValue(Field field) {
            return switch (field.role) {
                case TIME -> readTime();
                case SENSOR -> readSensor(field.name);
                case OTHER -> skip();
            };
        }

        private boolean readTime() {
            hasTime = true;
            byte next = json.peek();
            if (next != '"') {
                double number = isNumber(next) ? json.takeNumber() : Double.NaN;
                return !Double.isNaN(number) && isTime(timeFormat.ofNumber(number));
            }
            json.take('"');
            int from = json.at();
            int to = json.takeText();
            String text = to < 0 ? null : json.text(from, to);
            return text != null && isTime(timeFormat.parse(text));
        }

        private boolean isTime(OptionalLong found) {
            millis = found.orElse(Long.MAX_VALUE);
            return found.isPresent();
        }

        private boolean readSensor(String sensor) {
            double value = isNumber(json.peek()) ? json.takeNumber() : Double.NaN;
            if (Double.isNaN(value)) {
                return false;
            }
            if (count == sensors.length) {
                sensors = Arrays.copyOf(sensors, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            sensors[count] = sensor;
            values[count++] = value;
            return true;
        }

        private boolean skip() {
            byte next = json.peek();
            if (next == '"') {
                json.take('"');
                int from = json.at();
                int to = json.takeText();
                return to >= 0 && json.text(from, to) != null;
            }
            return isNumber(next)
                    ? !Double.isNaN(json.takeNumber())
                    : json.take(TRUE) || json.take(FALSE) || json.take(NULL);
        }

        private boolean isNumber(byte next) {
            return next == '-' || (next >= '0' && next <= '9');
        }

        List<Reading> readings(String asset) {
            Reading[] readings = new Reading[count];
            for (int r = 0; r < count; r++) {
                readings[r] = new Reading(asset, sensors[r], millis, values[r], Quality.GOOD);
            }
            return List.of(readings);
        }
    }
}
