package io.bellwether.demo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.config.StoreKind;
import io.bellwether.messages.TelemetryMapping;
import io.bellwether.trainer.config.ConfigFile;
import io.bellwether.trainer.config.TrainingConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code deploy/compose.yaml}: what can be told of it without Docker. */
class ComposeTest {
    private final JsonNode compose = DeployFiles.yaml("deploy/compose.yaml");
    private final Map<String, JsonNode> services = fields(compose.path("services"));

    @Test
    void services_allThatIsPromised_areThere() {
        assertThat(services)
                .containsKeys(
                        "kafka", "topics", "detector", "retrain", "replay", "prometheus", "alertmanager", "grafana");
    }

    @Test
    void images_ofOthers_haveAVersion() {
        assertThat(services.values()).allSatisfy(service -> {
            String image = service.path("image").asText();
            assertThat(image)
                    .matches(service.has("build") ? "bellwether-\\w+:\\S+" : "[a-z]+/[a-z]+:v?\\d+\\.\\d+\\.\\d+");
        });
    }

    @Test
    void kafka_image_isOfTheVersionTheProjectUses() {
        Matcher version = Pattern.compile("<kafka.version>(.+)</kafka.version>").matcher(DeployFiles.text("pom.xml"));

        assertThat(version.find()).isTrue();
        assertThat(services.get("kafka").path("image").asText()).isEqualTo("apache/kafka:" + version.group(1));
    }

    @Test
    void ports_published_areOnLoopback() {
        assertThat(services.values())
                .allSatisfy(service -> assertThat(DeployFiles.texts(service.path("ports")))
                        .allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    @Test
    void services_thatStayUp_haveAHealthCheck() {
        services.forEach((name, service) -> {
            if (service.has("restart") && !service.has("healthcheck")) {
                assertThat(ImagesTest.healthCheck(name)).as(name).isNotEmpty();
            }
        });
    }

    @Test
    void dependencies_ofServices_exist() {
        services.forEach((name, service) -> {
            for (Map.Entry<String, JsonNode> other : service.path("depends_on").properties()) {
                JsonNode needed = services.get(other.getKey());
                assertThat(needed).as(name + " needs " + other.getKey()).isNotNull();
                boolean stays = needed.has("restart");
                assertThat(other.getValue().path("condition").asText())
                        .isEqualTo(stays ? "service_healthy" : "service_completed_successfully");
            }
        });
    }

    @Test
    void volumes_mounted_exist() {
        Set<String> named = fields(compose.path("volumes")).keySet();
        Set<String> used = new TreeSet<>();
        List<Path> files = new ArrayList<>();
        for (JsonNode service : services.values()) {
            for (String volume : DeployFiles.texts(service.path("volumes"))) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith(".")) {
                    files.add(DeployFiles.at("deploy").resolve(source));
                    assertThat(volume).endsWith(":ro");
                } else {
                    used.add(source);
                }
            }
        }

        assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(file).exists());
        assertThat(used).isEqualTo(named);
    }

    @Test
    void builds_dockerfiles_exist() {
        assertThat(services.values().stream().filter(service -> service.has("build")))
                .hasSize(2)
                .allSatisfy(service -> assertThat(
                                DeployFiles.at(service.at("/build/dockerfile").asText()))
                        .exists());
    }

    @Test
    void detector_itsConfiguration_isAccepted() throws Exception {
        Map<String, String> environment = new TreeMap<>(ImagesTest.environment("detector"));
        fields(services.get("detector").path("environment"))
                .forEach((name, value) -> environment.put(name, value.asText()));

        DetectorConfig config =
                DetectorConfig.load(Optional.of(DeployFiles.at("deploy/compose/detector.yaml")), environment, Map.of());

        assertThat(config.connection().bootstrapServers()).isEqualTo("kafka:19092");
        assertThat(config.admin().host()).isEqualTo("0.0.0.0");
        assertThat(DeployFiles.texts(services.get("detector").path("ports")))
                .singleElement()
                .asString()
                .endsWith(":" + config.admin().port());
        assertThat(config.processing().stateStore()).isEqualTo(StoreKind.ROCKSDB);
        assertThat(config.processing().stateDir()).startsWith(ImagesTest.volume("detector") + "/");
    }

    @Test
    void topics_service_createsTheDetectorsTelemetryTopic() throws Exception {
        String topic = DetectorConfig.of(Map.of()).topics().telemetry();

        assertThat(DeployFiles.texts(services.get("topics").path("command"))).contains("--topic=" + topic);
    }

    @Test
    void retrain_itsConfiguration_isAccepted() {
        TrainingConfig config =
                ConfigFile.read(DeployFiles.at("deploy/compose/train.yaml")).resolve();

        assertThat(config.telemetry().layout()).isEqualTo(TelemetryMapping.Layout.WIDE);
        assertThat(DeployFiles.text("deploy/docker/retrain"))
                .contains(fields(services.get("retrain").path("environment")).keySet().stream()
                        .filter(name -> !name.startsWith("BELLWETHER_"))
                        .collect(Collectors.toList()));
    }

    @Test
    void prometheus_scrapes_theDetectorsPort() {
        JsonNode config = DeployFiles.yaml("deploy/prometheus/prometheus.yml");

        assertThat(config.at("/scrape_configs/0/job_name").asText()).isEqualTo("bellwether");
        assertThat(config.at("/scrape_configs/0/static_configs/0/targets/0").asText())
                .isEqualTo("detector:" + ImagesTest.healthCheck("detector").get(1));
        assertThat(config.at("/alerting/alertmanagers/0/static_configs/0/targets/0")
                        .asText())
                .isEqualTo("alertmanager:9093");
    }

    static Map<String, JsonNode> fields(JsonNode node) {
        Map<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}
