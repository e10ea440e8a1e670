package io.bellwether.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The bytes of the messages. NaN (a missing value) is written as a JSON null. Safe to share between threads. */
public final class MessageJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // the same digits on every JDK
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // later releases may add fields
            .addModule(new NanAsNull())
            .build();

    private MessageJson() {}

    /** The UTF-8 bytes of a message. */
    public static byte[] write(Record message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write " + message, e);
        }
    }

    /** A text as it stands in a message, with its quotes. */
    static String quote(String text) {
        try {
            return new String(JSON.writeValueAsBytes(text), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write '" + text + "'", e);
        }
    }

    /**
     * The message in these bytes.
     *
     * @throws IOException when they hold no such message
     */
    public static <T extends Record> T read(byte[] bytes, Class<T> type) throws IOException {
        return JSON.readValue(bytes, type);
    }
}
