package io.bellwether.demo.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bellwether.detector.Detector;
import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.ops.MetricsDocs;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files are well-formed, and fit a detector: here one that has not reached Kafka. */
class DeployFilesTest {
    private static final Pattern DOCUMENTED =
            Pattern.compile("^\\| `(bellwether_\\w+)` \\| (\\w+) \\|", Pattern.MULTILINE);

    private static Detector detector;

    @BeforeAll
    static void startDetector() throws Exception {
        detector = new Detector(DetectorConfig.of(Map.of("admin.port", "0")));
    }

    @AfterAll
    static void stopDetector() {
        detector.close();
    }

    private static Stream<Path> yamlFiles() {
        return DeployFiles.all(".yaml", ".yml").stream();
    }

    @ParameterizedTest
    @MethodSource("yamlFiles")
    void yaml_everyFile_isWellFormed(Path file) {
        assertThat(DeployFiles.yaml(file)).isNotEmpty().allMatch(document -> document.isObject());
    }

    @Test
    void json_everyFile_isWellFormed() {
        assertThat(DeployFiles.all(".json"))
                .isNotEmpty()
                .allMatch(file -> DeployFiles.json(file).isObject());
    }

    @Test
    void metrics_rulesAndDashboard_readOnlyWhatSomebodyMakes() {
        assertThatCode(DeployedMetrics::names).doesNotThrowAnyException();
        assertThat(DeployedMetrics.names()).hasSizeGreaterThan(30);
    }

    @Test
    void metrics_bellwethers_areTheDocumentedOnes() {
        Set<String> documented = new TreeSet<>();
        Matcher row = DOCUMENTED.matcher(MetricsDocs.markdown());
        while (row.find()) {
            boolean histogram = row.group(2).equals("histogram");
            for (String suffix : histogram ? Set.of("_bucket", "_count", "_sum", "_max") : Set.of("")) {
                documented.add(row.group(1) + suffix);
            }
        }

        assertThat(documented).containsAll(named("bellwether_"));
    }

    @Test
    void metrics_detectorWithoutKafka_exposesAllButKafkas() throws Exception {
        Set<String> missing = DeployedMetrics.missingFrom(get("/metrics", 200));

        missing.remove("bellwether_model_info"); // one series for each model, and there is none
        assertThat(missing).allMatch(name -> name.startsWith("kafka_"));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void probes_runningDetector_areAnswered(String path) throws Exception {
        assertThat(get(path, 200, 503)).isNotEmpty();
    }

    /** What containers, Kubernetes and Prometheus ask a detector for. */
    private static Stream<String> probes() {
        Set<String> paths = new TreeSet<>(Set.of("/metrics"));
        paths.addAll(DeployFiles.yaml("deploy/k8s/statefulset.yaml").findValuesAsText("path"));
        paths.addAll(DeployFiles.yaml("deploy/k8s/statefulset.yaml").findValuesAsText("prometheus.io/path"));
        paths.addAll(ImagesTest.healthCheck("detector").subList(2, 3));
        return paths.stream();
    }

    @Test
    void probes_unknownPath_isNotAnswered() throws Exception {
        assertThat(get("/healthz", 404)).contains("no such page");
    }

    private static Set<String> named(String prefix) {
        return DeployedMetrics.names().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String get(String path, Integer... statuses) throws Exception {
        URI page = detector.adminUri().resolve(path);
        HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(5_000);
        assertThat(connection.getResponseCode()).as(path).isIn((Object[]) statuses);
        try (var body =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
