package io.bellwether.messages;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.messages.Rejection.Reason;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads telemetry records. Never throws on what it is fed. Safe to share between threads. */
public final class TelemetryDecoder {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // to say "NaN" instead of "not JSON"
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final TelemetryMapping mapping;
    private final Refusals refusals;
    private final JsonPointer asset;
    private final JsonPointer time;
    private final JsonPointer sensor;
    private final JsonPointer value;
    private final JsonPointer quality;
    private final JsonPointer values;
    private final Set<String> notSensors;
    private final Set<String> goodQualities;
    private final @Nullable WideReader usual; // null when the mapping is not the simple one
    private final @Nullable AvroReader avro; // null when the records are JSON

    /**
     * A decoder for records as the mapping describes them.
     *
     * @throws IllegalArgumentException when an Avro schema cannot be read, or has not what the mapping names
     */
    public TelemetryDecoder(TelemetryMapping mapping) {
        this.mapping = mapping;
        refusals = new Refusals(mapping);
        avro = mapping.format() instanceof TelemetryFormat.Avro format ? new AvroReader(mapping, format) : null;
        asset = JsonPointer.compile(mapping.asset());
        time = JsonPointer.compile(mapping.time());
        sensor = JsonPointer.compile(mapping.sensor());
        value = JsonPointer.compile(mapping.value());
        quality = JsonPointer.compile(mapping.quality());
        values = JsonPointer.compile(mapping.values());
        List<String> others = new ArrayList<>(mapping.ignored());
        if (mapping.values().isEmpty()) {
            others.add(asset.getMatchingProperty());
            others.add(time.getMatchingProperty());
        }
        others.removeIf(name -> name == null || name.isEmpty());
        notSensors = Set.copyOf(others);
        goodQualities = Set.copyOf(mapping.goodQualities());
        boolean simple = mapping.layout() == TelemetryMapping.Layout.WIDE
                && mapping.asset().isEmpty()
                && mapping.values().isEmpty()
                && time.tail().matches();
        usual = simple ? new WideReader(time.getMatchingProperty(), mapping.timeFormat(), notSensors) : null;
    }

    /**
     * Reads one record.
     *
     * @param key the record's key, null when it has none
     * @param record the record's value, null when it has none
     * @param recordTime the record's own timestamp, milliseconds since the epoch; an event time too far ahead of it is
     *     refused
     */
    public Decoded decode(byte @Nullable [] key, byte @Nullable [] record, long recordTime) {
        if (record == null || record.length == 0) {
            return Refusals.of(Reason.EMPTY, "the record has no value");
        }
        if (record.length > mapping.maxBytes()) {
            return Refusals.of(
                    Reason.TOO_LARGE,
                    "the record has " + record.length + " bytes; " + mapping.maxBytes() + " are allowed");
        }
        if (avro != null) {
            return avro.decode(key, record, recordTime);
        }
        if (usual != null && key != null && key.length > 0) {
            String id = new String(key, StandardCharsets.UTF_8);
            long latest = recordTime + mapping.maxAhead().toMillis();
            List<Reading> readings = usual.read(id, record, latest < recordTime ? Long.MAX_VALUE : latest);
            if (readings != null) {
                return new Decoded.Accepted(id, readings, List.of());
            }
        }
        JsonNode json;
        try {
            json = JSON.readTree(record);
        } catch (JsonProcessingException e) {
            return Refusals.of(Reason.NOT_JSON, Refusals.shorten(e.getOriginalMessage()));
        } catch (IOException e) {
            return Refusals.of(Reason.NOT_JSON, Refusals.shorten(String.valueOf(e.getMessage())));
        }
        if (!json.isObject()) {
            return Refusals.of(Reason.NOT_JSON, "expected an object, found " + describe(json));
        }
        return decode(key, json, recordTime);
    }

    private Decoded decode(byte @Nullable [] key, JsonNode json, long recordTime) {
        String id = assetOf(key, json);
        if (id == null) {
            return refusals.noAsset();
        }
        JsonNode when = json.at(time);
        if (when.isMissingNode() || when.isNull()) {
            return refusals.noTimestamp();
        }
        OptionalLong millis = when.isNumber()
                ? mapping.timeFormat().ofNumber(when.asDouble())
                : when.isTextual() ? mapping.timeFormat().parse(when.textValue()) : OptionalLong.empty();
        if (millis.isEmpty()) {
            return refusals.badTimestamp(describe(when));
        }
        Decoded future = refusals.inTheFuture(millis.getAsLong(), recordTime);
        if (future != null) {
            return future;
        }
        return mapping.layout() == TelemetryMapping.Layout.WIDE
                ? wide(id, millis.getAsLong(), json.at(values))
                : perTag(id, millis.getAsLong(), json);
    }

    private @Nullable String assetOf(byte @Nullable [] key, JsonNode json) {
        if (mapping.asset().isEmpty()) {
            return key == null || key.length == 0 ? null : new String(key, StandardCharsets.UTF_8);
        }
        JsonNode id = json.at(asset);
        return id.isValueNode() && !id.isNull() && !id.asText().isEmpty() ? id.asText() : null;
    }

    private Decoded wide(String id, long millis, JsonNode object) {
        if (!object.isObject()) {
            return refusals.noValues();
        }
        List<Reading> readings = new ArrayList<>(object.size());
        List<Rejection> rejections = new ArrayList<>(0);
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!notSensors.contains(field.getKey())) {
                add(id, field.getKey(), millis, field.getValue(), true, readings, rejections);
            }
        }
        if (readings.isEmpty()) {
            return refusals.noSensor();
        }
        return new Decoded.Accepted(id, readings, rejections);
    }

    private Decoded perTag(String id, long millis, JsonNode json) {
        JsonNode name = json.at(sensor);
        JsonNode number = json.at(value);
        JsonNode mark = json.at(quality);
        boolean good = mark.isMissingNode() || mark.isNull() || goodQualities.contains(mark.asText());
        if (!name.isTextual() || name.textValue().isEmpty() || (good && number.isMissingNode())) {
            return refusals.noReading();
        }
        List<Reading> readings = new ArrayList<>(1);
        List<Rejection> rejections = new ArrayList<>(0);
        add(id, name.textValue(), millis, number, good, readings, rejections);
        return new Decoded.Accepted(id, readings, rejections);
    }

    private static void add(
            String id,
            String name,
            long millis,
            JsonNode node,
            boolean good,
            List<Reading> readings,
            List<Rejection> rejections) {
        double number = node.isNumber() ? node.doubleValue() : Double.NaN;
        Quality mark = Quality.GOOD;
        if (!good || node.isNull() || node.isMissingNode()) {
            mark = Quality.BAD; // historians write words where they have no value, and say so in the quality
        } else if (!node.isNumber()) {
            mark = Quality.REJECTED;
            rejections.add(new Rejection(Reason.NOT_A_NUMBER, "sensor '" + name + "' is " + describe(node)));
        } else if (!Double.isFinite(number)) {
            mark = Quality.REJECTED;
            rejections.add(new Rejection(Reason.NOT_FINITE, "sensor '" + name + "' is " + node.asText()));
        }
        readings.add(new Reading(id, name, millis, number, mark));
    }

    private static String describe(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> Refusals.describe(node.textValue());
            default -> Refusals.shorten(node.asText());
        };
    }
}
