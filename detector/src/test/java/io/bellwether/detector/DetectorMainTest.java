package io.bellwether.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Exit codes, and the one line that says why. */
class DetectorMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... args) {
        CommandLine command = DetectorMain.commandLine(environment);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    @Test
    void help_isAsked_isPrinted() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString()).contains("--config", "--bootstrap", "-D", "Exit codes");
    }

    @Test
    void printConfig_isAsked_printsWhatIsInForce() {
        assertThat(run(Map.of("BELLWETHER_THREADS", "3"), "--print-config", "--bootstrap", "k:1", "-D", "admin.port=0"))
                .isZero();
        assertThat(out.toString()).contains("bootstrap-servers: k:1\n", "threads: 3\n", "  port: 0\n");
    }

    @Test
    void unknownOption_isGiven_exits2() {
        assertThat(run(Map.of(), "--bootstap", "k:1")).isEqualTo(2);
        assertOneLine("bellwether detect: Unknown options: '--bootstap', 'k:1'; did you mean --bootstrap?");
    }

    @Test
    void unknownConfigKey_isGiven_exits2(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("config.yaml"), "topics:\n  scors: x\n");

        assertThat(run(Map.of(), "--config", file.toString())).isEqualTo(2);
        assertOneLine("bellwether detect: topics.scors: unknown key (" + file + "); did you mean topics.scores?");
    }

    @Test
    void avroSchemaWithoutTheTime_isGiven_exits2(@TempDir Path dir) throws Exception {
        Path schema = Files.writeString(
                dir.resolve("reading.avsc"),
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"flow\",\"type\":\"double\"}]}");
        Path file = Files.writeString(
                dir.resolve("config.yaml"), "telemetry:\n  format: avro\n  avro:\n    schema: '" + schema + "'\n");

        assertThat(run(Map.of(), "--config", file.toString())).isEqualTo(2);
        assertOneLine("bellwether detect: telemetry: the Avro schema has no field /ts, where time points to; its fields"
                + " are flow (" + schema + ")");
    }

    @Test
    void badKafkaSetting_isGiven_exits2() {
        assertThat(run(Map.of(), "-D", "kafka.acceptable.recovery.lag=much")).isEqualTo(2);
        assertOneLine("bellwether detect: Kafka refuses its settings: Invalid value much for configuration"
                + " acceptable.recovery.lag: Not a number of type LONG");
    }

    @Test
    void badBootstrapServers_areGiven_exits2() {
        assertThat(run(Map.of(), "--bootstrap", "nonsense", "-D", "admin.port=0"))
                .isEqualTo(2);
        assertOneLine("bellwether detect: Kafka refuses its settings: Invalid url in bootstrap.servers: nonsense");
    }

    @Test
    void badLogFormat_isGiven_exits2() {
        assertThat(run(Map.of("BELLWETHER_LOG_FORMAT", "xml"))).isEqualTo(2);
        assertOneLine("bellwether detect: BELLWETHER_LOG_FORMAT: 'xml' is neither text nor json");
    }

    @Test
    void adminPortInUse_exits2() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(run(Map.of(), "-D", "admin.port=" + port)).isEqualTo(2);
            assertOneLine("bellwether detect: cannot listen on 127.0.0.1:" + port
                    + ": Address already in use; choose another with admin.host and admin.port");
        }
    }

    @Test
    void kafkaUnreachable_exits4() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        String bootstrap = "127.0.0.1:" + free;

        assertThat(run(Map.of(), "--bootstrap", bootstrap, "-D", "startup-timeout=1s", "-D", "admin.port=0"))
                .isEqualTo(4);
        assertOneLine("bellwether detect: Kafka is unreachable at " + bootstrap
                + " (no answer for 1 s); check bootstrap-servers and the network");
    }

    @Test
    void kafkaHostUnknown_exits4() {
        assertThat(run(Map.of(), "--bootstrap", "no-such-host.invalid:9092", "-D", "admin.port=0"))
                .isEqualTo(4);
        assertOneLine("bellwether detect: Kafka is unreachable at no-such-host.invalid:9092: unknown host");
    }

    private void assertOneLine(String line) {
        assertThat(err.toString()).isEqualTo(line + System.lineSeparator());
    }
}
