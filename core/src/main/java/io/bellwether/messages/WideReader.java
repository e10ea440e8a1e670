package io.bellwether.messages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads wide records as they nearly always are, without building a tree: one flat object, the time as text or number,
 * every sensor a finite number, no name twice. Anything else it leaves to {@link TelemetryDecoder}, which can say what is
 * wrong. Safe to share between threads.
 */
final class WideReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER) // the same values
            .build();

    private final String time;
    private final EventTime timeFormat;
    private final Set<String> notSensors;
    private volatile String[] known = {}; // the names of some record, in order, all different: most have the same

    WideReader(String time, EventTime timeFormat, Set<String> notSensors) {
        this.time = time;
        this.timeFormat = timeFormat;
        this.notSensors = notSensors;
    }

    /** The readings of one record, at least one; null when it is anything but ordinary. */
    @Nullable
    List<Reading> read(String asset, byte[] record, long latest) {
        try (JsonParser parser = JSON.createParser(record)) {
            Fields fields = new Fields(known);
            boolean ordinary = parser.nextToken() == JsonToken.START_OBJECT
                    && readFields(parser, fields)
                    && parser.nextToken() == null
                    && allDifferent(fields)
                    && fields.hasTime
                    && fields.millis <= latest;
            return ordinary && fields.count > 0 ? fields.readings(asset) : null;
        } catch (IOException notOrdinary) {
            return null;
        }
    }

    private boolean readFields(JsonParser parser, Fields fields) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            fields.see(name);
            JsonToken token = parser.nextToken();
            if (token == null || token.isStructStart()) {
                return false;
            } else if (name.equals(time)) {
                OptionalLong millis = token == JsonToken.VALUE_STRING
                        ? timeFormat.parse(parser.getText())
                        : token.isNumeric() ? timeFormat.ofNumber(parser.getDoubleValue()) : OptionalLong.empty();
                if (millis.isEmpty()) {
                    return false;
                }
                fields.hasTime = true;
                fields.millis = millis.getAsLong();
            } else if (!notSensors.contains(name)) {
                double value = token.isNumeric() ? parser.getDoubleValue() : Double.NaN;
                if (!Double.isFinite(value)) {
                    return false;
                }
                fields.add(name, value);
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT;
    }

    private boolean allDifferent(Fields fields) {
        if (fields.asKnown) {
            return true;
        }
        if (new HashSet<>(fields.names).size() < fields.names.size()) {
            return false;
        }
        known = fields.names.toArray(String[]::new);
        return true;
    }

    /** The fields of one record. */
    private static final class Fields {
        private final String[] known;
        private final List<String> names;
        private boolean asKnown = true; // so far the same names in the same order
        private String[] sensors;
        private double[] values;
        private int count;
        private boolean hasTime;
        private long millis;

        Fields(String[] known) {
            this.known = known;
            names = new ArrayList<>(Math.max(8, known.length));
            sensors = new String[Math.max(8, known.length)];
            values = new double[sensors.length];
        }

        @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // Jackson interns names; another one is only slower
        void see(String name) {
            asKnown = asKnown && names.size() < known.length && known[names.size()] == name;
            names.add(name);
        }

        void add(String sensor, double value) {
            if (count == sensors.length) {
                sensors = Arrays.copyOf(sensors, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            sensors[count] = sensor;
            values[count++] = value;
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
