package io.bellwether.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.detector.config.DetectorConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A detector that has not reached Kafka yet: what its admin server says. */
class DetectorTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private Detector detector;

    @BeforeEach
    void start() throws Exception {
        detector = new Detector(DetectorConfig.of(Map.of("admin.port", "0", "bootstrap-servers", "localhost:1")));
    }

    @AfterEach
    void stop() {
        detector.close();
    }

    @Test
    void health_beforeKafkaIsReached_isLiveAndNotReadyWithTheReason() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"ready\":false").contains("\"reasons\":[\"starting\"]");
    }

    @Test
    void metrics_areScraped_haveEveryNameThatIsDocumented() throws Exception {
        String scrape = get("/metrics").body();

        List<String> documented = Pattern.compile("^\\| `(bellwether_\\w+)`", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("..", "docs", "METRICS.md")))
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.equals("bellwether_model_info")) // there is no model
                .toList();
        assertThat(documented)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(scrape).containsPattern("(?m)^# TYPE " + name + " "));
        assertThat(scrape).contains("jvm_memory_used_bytes", "process_uptime_seconds");
    }

    @Test
    void metrics_areAskedForAsOpenMetrics_areThat() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(detector.adminUri() + "/metrics"))
                .header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text");
        assertThat(response.body()).endsWith("# EOF\n");
        assertThat(get("/metrics").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain");
    }

    @Test
    void api_withNothingToTell_isEmpty() throws Exception {
        assertThat(get("/api/v1/assets").body()).isEqualTo("{\"assets\":[]}\n");
        assertThat(get("/api/v1/models").body()).isEqualTo("{\"models\":[]}\n");
        assertThat(get("/api/v2/models").statusCode()).isEqualTo(404);
    }

    @Test
    void close_twice_isOnce() {
        detector.close();
        detector.close();

        assertThat(detector.health().ready()).isFalse();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(detector.adminUri() + path)).build(), BodyHandlers.ofString());
    }
}
