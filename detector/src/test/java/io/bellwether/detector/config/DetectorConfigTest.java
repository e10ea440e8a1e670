package io.bellwether.detector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.messages.AvroHeader;
import io.bellwether.messages.EventTime;
import io.bellwether.messages.TelemetryFormat;
import io.bellwether.messages.TelemetryMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorConfigTest {
    @TempDir
    Path dir;

    @Test
    void load_nothing_givesDefaults() throws Exception {
        DetectorConfig config = DetectorConfig.of(Map.of());

        assertThat(config.connection().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.processing().guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE_V2);
        assertThat(config.processing().commitInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.topics().deadLetters()).isEqualTo("bellwether.dead-letters");
        assertThat(config.watching().idleTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.telemetry().mapping()).isEqualTo(TelemetryMapping.wide());
    }

    @Test
    void load_longLayout_isTheMappingOfCore() throws Exception {
        DetectorConfig config = DetectorConfig.of(Map.of("telemetry.layout", "long"));

        assertThat(config.telemetry().mapping()).isEqualTo(TelemetryMapping.perTag());
    }

    @Test
    void load_wholeFile_isRead() throws Exception {
        Path file = file("""
                application-id: plant-7
                bootstrap-servers: kafka-1:9092, kafka-2:9092
                guarantee: at_least_once
                threads: 2
                idle-timeout: 5m
                unknown-sensors: ignore
                topics:
                  prefix: plant7.
                  telemetry: readings
                telemetry:
                  layout: wide
                  asset: /machine
                  time-format: millis
                  ignored: [machine, line]
                assets:
                  pump-1: pumps
                  "pump.2": pumps
                admin: {host: 0.0.0.0, port: 0}
                metrics:
                  per-asset-labels: true
                kafka:
                  security.protocol: SASL_SSL
                  consumer:
                    max.poll.records: 17
                """);

        DetectorConfig config = DetectorConfig.load(Optional.of(file), Map.of(), Map.of());

        assertThat(config.processing().applicationId()).isEqualTo("plant-7");
        assertThat(config.processing().guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        assertThat(config.watching().idleTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.watching().unknownSensors()).isEqualTo(Unknown.IGNORE);
        assertThat(config.topics().telemetry()).isEqualTo("readings");
        assertThat(config.topics().alerts()).isEqualTo("plant7.alerts");
        assertThat(config.telemetry().timeFormat()).isEqualTo(EventTime.MILLIS);
        assertThat(config.telemetry().ignored()).containsExactly("machine", "line");
        assertThat(config.watching().assets()).isEqualTo(Map.of("pump-1", "pumps", "pump.2", "pumps"));
        assertThat(config.admin().port()).isZero();
        assertThat(config.metrics().perAssetLabels()).isTrue();
        assertThat(config.connection().kafka())
                .isEqualTo(Map.of("security.protocol", "SASL_SSL", "consumer.max.poll.records", "17"));
    }

    @Test
    void load_fileEnvironmentAndCommandLine_theLaterWins() throws Exception {
        Path file = file("threads: 2\nadmin.port: 1\nidle-timeout: 1s\n");

        DetectorConfig config = DetectorConfig.load(
                Optional.of(file),
                Map.of("BELLWETHER_ADMIN_PORT", "2", "BELLWETHER_IDLE_TIMEOUT", "2s", "PATH", "/bin"),
                Map.of("idle-timeout", "3s"));

        assertThat(config.processing().threads()).isEqualTo(2);
        assertThat(config.admin().port()).isEqualTo(2);
        assertThat(config.watching().idleTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void load_environment_setsListsAndKafkaKeys() throws Exception {
        Map<String, String> environment = Map.of(
                "BELLWETHER_TELEMETRY_GOOD_QUALITIES", "0, 192",
                "BELLWETHER_TOPICS_DEAD_LETTERS", "dlq",
                "BELLWETHER_KAFKA_SASL_MECHANISM", "PLAIN",
                "BELLWETHER_SERVICE_HOST", "10.0.0.1",
                "BELLWETHER_HEAP", "1g");

        DetectorConfig config = DetectorConfig.load(Optional.empty(), environment, Map.of());

        assertThat(config.telemetry().goodQualities()).containsExactly("0", "192");
        assertThat(config.topics().deadLetters()).isEqualTo("dlq");
        assertThat(config.connection().kafka()).isEqualTo(Map.of("sasl.mechanism", "PLAIN"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topics.scors        | x               | topics.scors: unknown key (command line); did you mean topics.scores?
            thread              | 2               | thread: unknown key (command line); did you mean threads?
            zzzzzzzzzzzzzz      | 2               | zzzzzzzzzzzzzz: unknown key (command line); docs/CONFIG.md lists the keys
            topics              | x               | topics: this is a section, not a key (command line)
            threads.max         | 2               | threads.max: unknown key (command line); docs/CONFIG.md lists the keys
            threads             | two             | threads: 'two' is not a whole number (command line)
            threads             | 0               | threads must be at least 1, not 0
            idle-timeout        | 30              | idle-timeout: '30' is not a duration with its unit, like 100ms, 30s, 5m, 2h, 7d or PT30S (command line)
            idle-timeout        | 0s              | idle-timeout must be at least 1ms
            create-topics       | yes             | create-topics: 'yes' is neither true nor false (command line)
            guarantee           | exactly_once    | guarantee: 'exactly_once' is not one of exactly_once_v2, at_least_once (command line)
            telemetry.layout    | tall            | telemetry.layout: 'tall' is not one of wide, long (command line)
            scores.publish      | some            | scores.publish: 'some' is neither all nor alarms nor a whole number of frames (command line)
            scores.publish      | 0               | scores.publish: the number of frames must be at least 1, not 0 (command line)
            scores.publish      | 1.5             | scores.publish: '1.5' is neither all nor alarms nor a whole number of frames (command line)
            scores.format       | xml             | scores.format: 'xml' is not one of json, avro (command line)
            telemetry.time      | ts              | telemetry: the JSON pointer to the time must begin with '/', not 'ts'
            telemetry.format    | xml             | telemetry.format: 'xml' is not one of json, avro (command line)
            telemetry.format    | avro            | telemetry.avro.schema must name the file with the schema, since telemetry.format is avro
            telemetry.avro.schema | none.avsc     | telemetry.avro.schema: no file at none.avsc (command line)
            telemetry.avro.header | magic         | telemetry.avro.header: 'magic' is not one of none, single_object, confluent (command line)
            admin.port          | 70000           | admin.port must lie between 0 and 65535, not 70000
            topics.scores       | my scores       | topics: 'my scores' is no topic name: use 1 to 249 letters, digits, dots, dashes and underscores
            topics.scores       | bellwether.alerts | topics: 'bellwether.alerts' is named twice
            application-id      | a b             | application-id 'a b' must be 1 to 150 letters, digits, dots, dashes and underscores
            bootstrap-servers   | ''              | bootstrap-servers must not be empty: give host:port
            kafka.application.id | x              | kafka.application.id is set by the key application-id
            kafka               | x               | kafka: this is a section, not a key (command line)
            """)
    void load_badKeyOrValue_isRefusedInOneLine(String key, String value, String message) {
        assertThatThrownBy(() -> DetectorConfig.of(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'topics: [a, b]'                | topics: this is a section, not a key (FILE)
            'threads: [1'                   | FILE: not readable as YAML (line 1):
            'threads: 1\\nthreads: 2'       | FILE: not readable as YAML (line 2): Duplicate field 'threads'
            'just text'                     | FILE: expected keys and values
            'topic:\\n  scores: x'          | topic.scores: unknown key (FILE); did you mean topics.scores?
            'assets:\\n  pump-1:'           | assets.pump-1: has no value (FILE)
            'thread:'                       | thread: has no value (FILE)
            """)
    void load_badFile_isRefusedWithItsName(String yaml, String message) throws IOException {
        Path file = file(yaml.replace("\\n", "\n"));

        assertThatThrownBy(() -> DetectorConfig.load(Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message.replace("FILE", file.toString()))
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            json | {'type':'int'} | telemetry.avro.schema is given, but telemetry.format is json: set telemetry.format to avro
            avro | {'type':'int'} | telemetry: the Avro schema is of the type int, not a record (FILE)
            avro | {'type':'rec'} | telemetry: this is no Avro schema: A schema 'type' MUST be a primitive type or one of 'enum', 'fixed', 'record', 'error', 'array' or 'map'. (FILE)
            avro | {'type':'record','name':'R','fields':[{'name':'ts','type':'long'}]} | telemetry: the Avro schema has no sensor: nothing in the record is a number (FILE)
            avro | {'type':'record','name':'R','fields':[{'name':'flow','type':'long'}]} | telemetry: the Avro schema has no field /ts, where time points to; its fields are flow (FILE)
            """)
    void load_schemaOfNoUse_isRefusedWithItsFile(String format, String schema, String message) throws IOException {
        Path file = Files.writeString(dir.resolve("reading.avsc"), schema.replace('\'', '"'));

        assertThatThrownBy(() ->
                        DetectorConfig.of(Map.of("telemetry.format", format, "telemetry.avro.schema", file.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message.replace('\'', '"').replace("FILE", file.toString()));
    }

    @Test
    void load_avro_isTheMappingOfCoreAndIsPrinted() throws Exception {
        String schema = "{\"type\":\"record\",\"name\":\"R\",\"fields\":"
                + "[{\"name\":\"ts\",\"type\":\"long\"},{\"name\":\"flow\",\"type\":\"double\"}]}";
        Path file = Files.writeString(dir.resolve("my reading.avsc"), schema);

        DetectorConfig config = DetectorConfig.of(Map.of(
                "telemetry.format", "avro",
                "telemetry.avro.schema", file.toString(),
                "telemetry.avro.header", "single_object"));

        assertThat(config.telemetry().mapping().format())
                .isEqualTo(new TelemetryFormat.Avro(schema, AvroHeader.SINGLE_OBJECT));
        Path printed = file(ConfigPrinter.yaml(config));
        assertThat(DetectorConfig.load(Optional.of(printed), Map.of(), Map.of()))
                .isEqualTo(config);
    }

    @Test
    void load_missingFile_isRefusedWithItsName() {
        Path file = dir.resolve("none.yaml");

        assertThatThrownBy(() -> DetectorConfig.load(Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("no config file at " + file);
    }

    @Test
    void load_badVariable_isRefusedWithItsName() {
        assertThatThrownBy(() ->
                        DetectorConfig.load(Optional.empty(), Map.of("BELLWETHER_ADMIN_PORT", "tcp://1"), Map.of()))
                .hasMessage("admin.port: 'tcp://1' is not a whole number (environment variable BELLWETHER_ADMIN_PORT)");
    }

    @Test
    void load_emptySectionsAndEmptyFile_areTheDefaults() throws Exception {
        for (String yaml : new String[] {"", "# nothing\n", "topics:\nkafka:\nassets: {}\n"}) {
            DetectorConfig config = DetectorConfig.load(Optional.of(file(yaml)), Map.of(), Map.of());

            assertThat(config).isEqualTo(DetectorConfig.of(Map.of()));
        }
    }

    @Test
    void print_anyConfig_readsBackAsTheSame() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "telemetry.layout", "long",
                "telemetry.good-qualities", "GOOD,0,it's fine",
                "telemetry.max-ahead", "90s",
                "model-wait", "PT0.0005S",
                "scores.publish", "60",
                "scores.format", "avro",
                "assets.pump 1", "pumps",
                "kafka.producer.linger.ms", "0"));
        DetectorConfig config = DetectorConfig.of(settings);

        Path file = file(ConfigPrinter.yaml(config));

        assertThat(DetectorConfig.load(Optional.of(file), Map.of(), Map.of())).isEqualTo(config);
    }

    @Test
    void print_secrets_areLeftOut() throws Exception {
        DetectorConfig config = DetectorConfig.of(Map.of(
                "kafka.sasl.jaas.config", "x password=\"hunter2\"",
                "kafka.ssl.keystore.password", "hunter2"));

        assertThat(ConfigPrinter.yaml(config)).doesNotContain("hunter2").contains("sasl.jaas.config: '***'");
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(dir, "config", ".yaml"), yaml);
    }
}
