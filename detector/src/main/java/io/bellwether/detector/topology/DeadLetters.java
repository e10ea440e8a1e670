package io.bellwether.detector.topology;

import io.bellwether.messages.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters: the original key, bytes and headers, and headers that say why and whence. What is longer than the
 * dead-letter topic takes is cut, and says so; the original can be found by topic, partition and offset.
 */
final class DeadLetters {
    static final String PREFIX = "bellwether.";
    private static final int MAX_DETAIL = 500; // characters
    private static final int MAX_HEADERS = 16 << 10; // bytes, of the original
    private static final int OURS = 4 << 10; // bytes, an upper bound of what we add
    private final int maxBytes;

    /** {@code maxBytes} is what the topic takes, headers included. */
    DeadLetters(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    Record<byte[], byte[]> of(Record<byte[], byte[]> original, Rejection rejection, Origin origin) {
        Headers headers = new RecordHeaders();
        int budget = maxBytes - OURS;
        int headerBytes = size(original.headers());
        if (headerBytes <= Math.min(MAX_HEADERS, budget / 4)) {
            for (Header header : original.headers()) {
                if (!header.key().startsWith(PREFIX)) {
                    headers.add(header);
                }
            }
            budget -= headerBytes;
        }
        add(headers, "reason", rejection.reason().label());
        add(headers, "detail", shorten(rejection.detail()));
        add(headers, "topic", origin.topic());
        add(headers, "partition", Integer.toString(origin.partition()));
        add(headers, "offset", Long.toString(origin.offset()));
        add(headers, "timestamp", Long.toString(original.timestamp()));
        byte[] key = cut(original.key(), budget / 4, "key-length", headers);
        byte[] value = cut(original.value(), budget - length(key), "value-length", headers);
        return new Record<>(key, value, original.timestamp(), headers);
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int limit, String header, Headers headers) {
        if (length(bytes) <= limit || bytes == null) {
            return bytes;
        }
        add(headers, header, Integer.toString(bytes.length));
        return Arrays.copyOf(bytes, Math.max(0, limit));
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static int size(Headers headers) {
        int size = 0;
        for (Header header : headers) {
            size += 10 + header.key().length() * 3 + length(header.value());
        }
        return size;
    }

    private static String shorten(String detail) {
        return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + "...";
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
