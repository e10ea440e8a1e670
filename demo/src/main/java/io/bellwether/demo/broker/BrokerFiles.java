package io.bellwether.demo.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of one broker: {@code server.properties}, {@code logback.xml}, {@code broker.log}, {@code data/}. */
record BrokerFiles(Path dir) {
    private static final int TAIL_LINES = 25;

    private static final String LOGGING = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{30} %msg%n</pattern></encoder>
              </appender>
              <logger name="kafka.server.KafkaRaftServer" level="INFO"/>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    Path properties() {
        return dir.resolve("server.properties");
    }

    Path log() {
        return dir.resolve("broker.log");
    }

    Path logging() {
        return dir.resolve("logback.xml");
    }

    Path data() {
        return dir.resolve("data");
    }

    void write(BrokerPorts ports, Map<String, String> extra) {
        Properties all = new Properties();
        all.putAll(serverProperties(ports, data()));
        all.putAll(extra);
        try {
            Files.createDirectories(dir);
            Files.writeString(logging(), LOGGING);
            try (Writer writer = Files.newBufferedWriter(properties())) {
                all.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One node that is broker and controller, on loopback, with the small internal topics of a single broker, and
     * nothing deleted by age: replayed records carry old timestamps.
     */
    static Map<String, String> serverProperties(BrokerPorts ports, Path data) {
        Map<String, String> server = new TreeMap<>();
        server.put("process.roles", "broker,controller");
        server.put("node.id", "1");
        server.put("controller.quorum.voters", "1@127.0.0.1:" + ports.controller());
        server.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + ports.listener() + ",CONTROLLER://127.0.0.1:" + ports.controller());
        server.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.listener());
        server.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        server.put("inter.broker.listener.name", "PLAINTEXT");
        server.put("controller.listener.names", "CONTROLLER");
        server.put("log.dirs", data.toString());
        server.put("log.retention.ms", "-1");
        server.put("message.max.bytes", "10485760");
        server.put("replica.fetch.max.bytes", "10485760");
        server.put("auto.create.topics.enable", "false");
        server.put("offsets.topic.replication.factor", "1");
        server.put("offsets.topic.num.partitions", "4");
        server.put("transaction.state.log.replication.factor", "1");
        server.put("transaction.state.log.min.isr", "1");
        server.put("transaction.state.log.num.partitions", "4");
        server.put("share.coordinator.state.topic.replication.factor", "1");
        server.put("share.coordinator.state.topic.min.isr", "1");
        // A killed broker may register again only when its old session is over: by default after 9 s.
        server.put("broker.session.timeout.ms", "4000");
        server.put("broker.heartbeat.interval.ms", "500");
        server.put("group.initial.rebalance.delay.ms", "0");
        server.put("log.cleaner.dedupe.buffer.size", "16777216");
        server.put("num.network.threads", "2");
        server.put("num.io.threads", "4");
        return server;
    }

    /** The last lines of the broker's log, indented. */
    String logTail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return String.join("\n  ", tail);
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    void deleteLog() {
        try {
            Files.deleteIfExists(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteAll() {
        try {
            Files.walkFileTree(dir, new SimpleFileVisitor<Path>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
