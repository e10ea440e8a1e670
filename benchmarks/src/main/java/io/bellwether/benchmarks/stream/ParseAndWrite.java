package io.bellwether.benchmarks.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The mean of a record's sensors, by Jackson's trees: what is to be had without any model, state or check. */
final class ParseAndWrite implements Processor<byte[], byte[], byte[], byte[]> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init") // init() comes before anything else
    ParseAndWrite() {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            JsonNode reading = JSON.readTree(record.value());
            double sum = 0;
            int sensors = 0;
            for (Map.Entry<String, JsonNode> field : reading.properties()) {
                if (field.getValue().isNumber()) {
                    sum += field.getValue().doubleValue();
                    sensors++;
                }
            }
            byte[] out = JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("asset", new String(record.key(), StandardCharsets.UTF_8))
                    .put("ts", reading.path("ts").asText())
                    .put("score", sum / sensors)
                    .put("sensors", sensors));
            context.forward(record.withValue(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
