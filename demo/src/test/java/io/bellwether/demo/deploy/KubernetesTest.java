package io.bellwether.demo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.config.StoreKind;
import io.bellwether.trainer.config.ConfigFile;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code deploy/k8s}: the manifests fit each other, the images and the programs in them. */
class KubernetesTest {
    private static final Duration DETECTOR_CLOSES_WITHIN = Duration.ofSeconds(30);

    private final JsonNode kustomization = DeployFiles.yaml("deploy/k8s/kustomization.yaml");
    private final JsonNode detector = DeployFiles.yaml("deploy/k8s/statefulset.yaml");
    private final JsonNode retrain = DeployFiles.yaml("deploy/k8s/retrain.yaml");
    private final JsonNode pod = detector.at("/spec/template/spec");
    private final JsonNode container = pod.at("/containers/0");

    @Test
    void kustomization_namesEveryFile_once() throws Exception {
        List<String> named = new ArrayList<>(DeployFiles.texts(kustomization.path("resources")));
        kustomization.path("configMapGenerator").forEach(map -> named.addAll(DeployFiles.texts(map.path("files"))));
        named.add("kustomization.yaml");

        try (var files = Files.list(DeployFiles.at("deploy/k8s"))) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void configMaps_mounted_areGenerated() {
        List<String> generated = kustomization.path("configMapGenerator").findValuesAsText("name");

        assertThat(Stream.of(pod, retrainPod())
                        .flatMap(each -> each.path("volumes").findValues("configMap").stream())
                        .map(map -> map.path("name").asText()))
                .isNotEmpty()
                .allMatch(generated::contains);
    }

    @Test
    void images_used_areReplacedByReleases() {
        List<String> replaced = kustomization.path("images").findValuesAsText("name");

        assertThat(replaced)
                .contains(
                        container.path("image").asText(),
                        retrainContainer().path("image").asText());
        assertThat(kustomization.path("images").findValuesAsText("newTag"))
                .hasSameSizeAs(replaced)
                .doesNotContain("latest");
    }

    @Test
    void detector_itsConfiguration_isAccepted() throws Exception {
        DetectorConfig config = DetectorConfig.load(
                Optional.of(DeployFiles.at("deploy/k8s/detector.yaml")), ImagesTest.environment("detector"), Map.of());

        assertThat(config.admin().host()).isEqualTo("0.0.0.0");
        assertThat(container.at("/ports/0/containerPort").asInt())
                .isEqualTo(config.admin().port());
        assertThat(detector.at("/spec/template/metadata/annotations")
                        .path("prometheus.io/port")
                        .asInt())
                .isEqualTo(config.admin().port());
        assertThat(config.processing().stateStore()).isEqualTo(StoreKind.ROCKSDB);
        assertThat(config.processing().stateDir()).startsWith(mountPath(container, "state") + "/");
        assertThat(config.connection().kafka()).containsEntry("num.standby.replicas", "1");
        assertThat(DeployFiles.texts(container.path("args")))
                .containsExactly("--config", mountPath(container, "config") + "/detector.yaml");
    }

    @Test
    void detector_probes_askTheNamedPort() {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.path(probe).at("/httpGet/port").asText())
                    .as(probe)
                    .isEqualTo(container.at("/ports/0/name").asText());
        }
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).endsWith("/ready");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).endsWith("/live");
    }

    @Test
    void detector_timeToStop_isEnough() {
        assertThat(pod.path("terminationGracePeriodSeconds").asLong())
                .isGreaterThan(DETECTOR_CLOSES_WITHIN.toSeconds());
    }

    @Test
    void pods_security_isTight() {
        for (JsonNode each : List.of(pod, retrainPod())) {
            JsonNode one = each.at("/containers/0");
            assertThat(each.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(each.at("/securityContext/runAsUser").asText()).isEqualTo("10001");
            assertThat(each.path("enableServiceLinks").asBoolean(true)).isFalse();
            assertThat(one.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(one.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(one.at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(mountPath(one, "tmp")).isEqualTo("/tmp");
        }
    }

    @Test
    void selectors_ofDetector_meetItsPods() {
        JsonNode labels = detector.at("/spec/template/metadata/labels");

        assertThat(detector.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(DeployFiles.yaml("deploy/k8s/service.yaml").at("/spec/selector"))
                .isEqualTo(labels);
        assertThat(DeployFiles.yaml("deploy/k8s/poddisruptionbudget.yaml").at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(detector.at("/spec/serviceName").asText())
                .isEqualTo(DeployFiles.yaml("deploy/k8s/service.yaml")
                        .at("/metadata/name")
                        .asText());
    }

    @Test
    void retrain_job_runsOneAtATimeAndEnds() {
        assertThat(retrain.at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
        assertThat(retrain.at("/spec/jobTemplate/spec/activeDeadlineSeconds").asInt())
                .isPositive();
        assertThat(retrainPod().path("restartPolicy").asText()).isEqualTo("Never");
        assertThat(DeployFiles.texts(retrainContainer().path("command"))).containsExactly("/app/retrain");
    }

    @Test
    void retrain_itsConfiguration_isAccepted() {
        assertThat(ConfigFile.read(DeployFiles.at("deploy/k8s/train.yaml")).resolve())
                .isNotNull();
        assertThat(DeployFiles.texts(retrainContainer().path("args")))
                .containsExactly("--config", mountPath(retrainContainer(), "config") + "/train.yaml");
        assertThat(mountPath(retrainContainer(), "work")).isEqualTo(ImagesTest.volume("trainer"));
        assertThat(DeployFiles.text("deploy/docker/retrain"))
                .contains(retrainContainer().path("env").findValuesAsText("name"));
    }

    private JsonNode retrainPod() {
        return retrain.at("/spec/jobTemplate/spec/template/spec");
    }

    private JsonNode retrainContainer() {
        return retrainPod().at("/containers/0");
    }

    private static String mountPath(JsonNode container, String volume) {
        for (JsonNode mount : container.path("volumeMounts")) {
            if (mount.path("name").asText().equals(volume)) {
                return mount.path("mountPath").asText();
            }
        }
        throw new AssertionError("no volume " + volume);
    }
}
