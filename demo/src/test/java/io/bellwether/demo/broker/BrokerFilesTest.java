package io.bellwether.demo.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerFilesTest {
    private static final BrokerPorts PORTS = new BrokerPorts(20_001, 20_002);

    @Test
    void write_extraProperty_winsOverTheDefault(@TempDir Path dir) throws Exception {
        BrokerFiles files = new BrokerFiles(dir.resolve("new"));

        files.write(PORTS, Map.of("num.io.threads", "7", "own.key", "own value"));

        Properties written = new Properties();
        try (Reader reader = Files.newBufferedReader(files.properties())) {
            written.load(reader);
        }
        assertThat(written)
                .containsEntry("num.io.threads", "7")
                .containsEntry("own.key", "own value")
                .containsEntry("auto.create.topics.enable", "false")
                .containsEntry("log.retention.ms", "-1");
    }

    @Test
    void serverProperties_everyAddress_isLoopback() {
        Map<String, String> server = BrokerFiles.serverProperties(PORTS, Path.of("data"));

        Matcher addresses = Pattern.compile("(?://|@)([^:/]*):\\d+").matcher(String.join(" ", server.values()));

        assertThat(addresses.results().map(found -> found.group(1)).toList())
                .hasSizeGreaterThanOrEqualTo(4)
                .containsOnly("127.0.0.1");
    }

    @Test
    void logTail_longLog_isItsEnd(@TempDir Path dir) throws Exception {
        BrokerFiles files = new BrokerFiles(dir);
        Files.writeString(
                files.log(), IntStream.range(0, 100).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));

        assertThat(files.logTail()).startsWith("line 75\n").endsWith("line 99");
        assertThat(new BrokerFiles(dir.resolve("none")).logTail()).contains("no log");
    }

    @Test
    void deleteAll_nestedOrMissingFolder_isGone(@TempDir Path dir) throws Exception {
        BrokerFiles files = new BrokerFiles(dir.resolve("kafka"));
        Files.createDirectories(files.data().resolve("topic-0"));
        Files.writeString(files.data().resolve("topic-0/file"), "x");

        files.deleteAll();
        files.deleteAll();

        assertThat(files.dir()).doesNotExist();
    }

    @Test
    void freePorts_two_differAndLieBelowTheSystemsOwnRange() {
        BrokerPorts ports = BrokerPorts.free();

        assertThat(ports.listener()).isNotEqualTo(ports.controller()).isBetween(20_000, 32_000);
        assertThat(ports.controller()).isBetween(20_000, 32_000);
    }

    @Test
    void options_tooLittleHeap_isRefused() {
        assertThatThrownBy(() -> BrokerOptions.defaults().withMaxHeapMegabytes(64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("128 MB");
    }
}
