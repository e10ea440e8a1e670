package io.bellwether.demo;

import io.bellwether.demo.replay.TopicNames;
import io.bellwether.demo.replay.TopicReader;
import io.bellwether.demo.report.AlertLine;
import io.bellwether.demo.report.Screen;
import io.bellwether.messages.AlertMessage;
import io.bellwether.messages.MessageJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what the detector writes, and shows each alert as it comes. */
final class Watch implements AutoCloseable {
    private final TopicReader reader;
    private final TopicNames topics;
    private final Screen screen;
    private final List<AlertMessage> alerts = new ArrayList<>();
    private long scores;

    Watch(String bootstrap, TopicNames topics, Screen screen) {
        this.reader = new TopicReader(bootstrap, List.of(topics.scores(), topics.alerts()));
        this.topics = topics;
        this.screen = screen;
    }

    /** Takes what has come; waits at most this long for something to come. */
    void poll(Duration timeout) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(timeout)) {
            if (record.topic().equals(topics.scores())) {
                scores++;
            } else {
                AlertMessage alert = read(record);
                alerts.add(alert);
                screen.line(AlertLine.of(alert, screen));
            }
        }
    }

    private static AlertMessage read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return MessageJson.read(record.value(), AlertMessage.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a record of the alerts topic is no alert", e);
        }
    }

    /** All alerts so far. */
    List<AlertMessage> alerts() {
        return List.copyOf(alerts);
    }

    /** How many there are. */
    int alertCount() {
        return alerts.size();
    }

    /** How many records the scores topic holds. */
    long scores() {
        return scores;
    }

    @Override
    public void close() {
        reader.close();
    }
}
