package io.bellwether.demo.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as a reader of committed records sees it. Bytes stand as characters 0 to 255, so that two are equal when their
 * bytes are.
 *
 * @param headers without those whose bytes are null
 */
record Seen(int partition, String key, String value, long timestamp, Map<String, String> headers) {

    static Seen of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), text(header.value()));
            }
        }
        return new Seen(record.partition(), text(record.key()), text(record.value()), record.timestamp(), headers);
    }

    /** A missing key or value is told from an empty one. */
    static String text(byte[] bytes) {
        return bytes == null ? "(none)" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    byte[] valueBytes() {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }
}
