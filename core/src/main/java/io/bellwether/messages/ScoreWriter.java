package io.bellwether.messages;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.bellwether.scoring.Evidence;
import java.io.IOException;

/** Writes scores, of which there are very many, field by field: the bytes that Jackson would write by reflection. */
final class ScoreWriter extends StdSerializer<ScoreMessage> {
    private static final long serialVersionUID = 1L;
    private static final SerializableString ASSET = new SerializedString("asset");
    private static final SerializableString TS = new SerializedString("ts");
    private static final SerializableString SCORE = new SerializedString("score");
    private static final SerializableString THRESHOLD = new SerializedString("threshold");
    private static final SerializableString WARMING_UP = new SerializedString("warmingUp");
    private static final SerializableString ALARM = new SerializedString("alarm");
    private static final SerializableString SENSORS = new SerializedString("sensors");
    private static final SerializableString SENSOR = new SerializedString("sensor");
    private static final SerializableString UNIT = new SerializedString("unit");
    private static final SerializableString CONTRIBUTION = new SerializedString("contribution");
    private static final SerializableString OBSERVED = new SerializedString("observed");
    private static final SerializableString EXPECTED = new SerializedString("expected");
    private static final SerializableString MODEL = new SerializedString("model");
    private static final SerializableString NAME = new SerializedString("name");
    private static final SerializableString VERSION = new SerializedString("version");
    private static final SerializableString SHA256 = new SerializedString("sha256");

    ScoreWriter() {
        super(ScoreMessage.class);
    }

    @Override
    public void serialize(ScoreMessage message, JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartObject();
        text(out, ASSET, message.asset());
        text(out, TS, message.ts());
        number(out, SCORE, message.score());
        number(out, THRESHOLD, message.threshold());
        out.writeFieldName(WARMING_UP);
        out.writeBoolean(message.warmingUp());
        out.writeFieldName(ALARM);
        out.writeBoolean(message.alarm());
        out.writeFieldName(SENSORS);
        out.writeStartArray();
        for (Evidence evidence : message.sensors()) {
            out.writeStartObject();
            text(out, SENSOR, evidence.sensor());
            text(out, UNIT, evidence.unit());
            number(out, CONTRIBUTION, evidence.contribution());
            number(out, OBSERVED, evidence.observed());
            number(out, EXPECTED, evidence.expected());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeFieldName(MODEL);
        out.writeStartObject();
        text(out, NAME, message.model().name());
        text(out, VERSION, message.model().version());
        text(out, SHA256, message.model().sha256());
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, SerializableString name, String value) throws IOException {
        out.writeFieldName(name);
        out.writeString(value);
    }

    private static void number(JsonGenerator out, SerializableString name, double value) throws IOException {
        out.writeFieldName(name);
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeNull();
        }
    }
}
