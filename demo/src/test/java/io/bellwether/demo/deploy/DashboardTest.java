package io.bellwether.demo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Grafana dashboard: laid out soundly, and explained. */
class DashboardTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(?!__)(\\w+)}?");
    private static final int WIDTH = 24;

    private final JsonNode dashboard = DeployFiles.json(DeployFiles.at(DeployedMetrics.DASHBOARD));
    private final List<JsonNode> panels = panels(dashboard);

    private static List<JsonNode> panels(JsonNode parent) {
        List<JsonNode> panels = new ArrayList<>();
        for (JsonNode panel : parent.path("panels")) {
            panels.add(panel);
            panels.addAll(panels(panel));
        }
        return panels;
    }

    private List<JsonNode> charts() {
        return panels.stream()
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    @Test
    void panels_ids_areUnique() {
        assertThat(panels.stream().map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id > 0);
    }

    @Test
    void panels_places_doNotOverlap() {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : panels) {
            JsonNode place = panel.path("gridPos");
            int x = place.path("x").asInt();
            int y = place.path("y").asInt();
            assertThat(x + place.path("w").asInt()).isLessThanOrEqualTo(WIDTH);
            for (int column = x; column < x + place.path("w").asInt(); column++) {
                for (int line = y; line < y + place.path("h").asInt(); line++) {
                    assertThat(taken.add(column + "," + line))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void rows_thePromisedOnes_areThere() {
        assertThat(panels.stream()
                        .filter(panel -> panel.path("type").asText().equals("row"))
                        .map(row -> row.path("title").asText()))
                .containsExactly("Status", "Detection", "Flow", "Latency", "Kafka", "JVM");
    }

    @Test
    void charts_everyOne_isExplainedAndHasAUnit() {
        assertThat(charts()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText())
                    .hasSizeGreaterThan(20)
                    .endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
        });
    }

    @Test
    void targets_everyOne_readsTheChosenJobAndInstance() {
        for (JsonNode panel : charts()) {
            for (JsonNode target : panel.path("targets")) {
                String expression = target.path("expr").asText();
                if (expression.startsWith("bellwether:false_alarm_budget_used:")) { // of all instances
                    assertThat(expression).contains("job=\"$job\"");
                } else if (!expression.startsWith("ALERTS")) {
                    assertThat(expression).contains("job=\"$job\"", "instance=~\"$instance\"");
                }
                assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            }
            assertThat(panel.path("targets").findValuesAsText("refId")).doesNotHaveDuplicates();
        }
    }

    @Test
    void variables_used_areDefined() {
        Set<String> defined =
                Set.copyOf(dashboard.path("templating").path("list").findValuesAsText("name"));
        Set<String> used = VARIABLE.matcher(dashboard.toString())
                .results()
                .map((MatchResult variable) -> variable.group(1))
                .collect(Collectors.toSet());

        assertThat(defined).containsExactlyInAnyOrder("datasource", "job", "instance");
        assertThat(used).isEqualTo(defined);
    }

    @Test
    void provisioning_folders_areThoseOfCompose() {
        JsonNode provider = DeployFiles.yaml("deploy/grafana/provisioning/dashboards/bellwether.yaml");
        JsonNode source = DeployFiles.yaml("deploy/grafana/provisioning/datasources/prometheus.yaml");
        List<String> mounted =
                DeployFiles.texts(DeployFiles.yaml("deploy/compose.yaml").at("/services/grafana/volumes"));

        assertThat(mounted)
                .contains("./grafana/dashboards:"
                        + provider.at("/providers/0/options/path").asText() + ":ro");
        assertThat(source.at("/datasources/0/url").asText()).isEqualTo("http://prometheus:9090");
        assertThat(source.at("/datasources/0/type").asText()).isEqualTo("prometheus");
    }
}
