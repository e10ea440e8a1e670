package io.bellwether.demo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alert rules: whoever is woken by one finds out why, and what to do. */
class AlertRulesTest {
    private static final Pattern MATCHER = Pattern.compile("(phase|severity|type)=~?\"([^\"]+)\"");

    private static Stream<JsonNode> alerts() {
        return DeployedMetrics.rules().stream().filter(rule -> rule.has("alert"));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_labelsAndAnnotations_areComplete(JsonNode alert) {
        JsonNode annotations = alert.path("annotations");

        assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
        assertThat(alert.at("/labels/audience").asText()).isIn("plant", "platform");
        assertThat(annotations.path("summary").asText()).isNotBlank().hasSizeLessThan(100);
        assertThat(annotations.path("description").asText()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_runbook_hasItsChapter(JsonNode alert) {
        String name = alert.path("alert").asText();

        assertThat(alert.at("/annotations/runbook").asText())
                .isEqualTo("deploy/RUNBOOK.md#" + name.toLowerCase(Locale.ROOT));
        assertThat(DeployFiles.text("deploy/RUNBOOK.md")).contains("\n## " + name + "\n");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_everyOne_isTested(JsonNode alert) {
        assertThat(DeployFiles.text("deploy/prometheus/tests/bellwether_test.yml")
                        + DeployFiles.text("deploy/prometheus/tests/budget_test.yml"))
                .contains(alert.path("alert").asText());
    }

    @Test
    void runbook_chapters_areOfAlerts() {
        List<String> chapters = Pattern.compile("(?m)^## (.+)$")
                .matcher(DeployFiles.text("deploy/RUNBOOK.md"))
                .results()
                .map(chapter -> chapter.group(1))
                .toList();

        assertThat(chapters)
                .containsExactlyElementsOf(
                        alerts().map(alert -> alert.path("alert").asText()).toList());
    }

    /** A misspelt label value matches nothing, and nobody is told. */
    @Test
    void matchers_onAlerts_nameWhatThereIs() {
        Map<String, Set<String>> known = Map.of(
                "phase", labels(Alert.Phase.values()),
                "severity", labels(Severity.values()),
                "type", labels(Alert.Type.values()));
        List<MatchResult> matchers = DeployedMetrics.expressions().stream()
                .filter(expression -> expression.contains("bellwether_alerts_total"))
                .flatMap(expression -> MATCHER.matcher(expression).results())
                .toList();

        assertThat(matchers)
                .isNotEmpty()
                .allSatisfy(matcher -> assertThat(known.get(matcher.group(1)))
                        .contains(matcher.group(2).split("\\|")));
    }

    private static Set<String> labels(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
