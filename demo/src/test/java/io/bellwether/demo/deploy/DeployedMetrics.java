package io.bellwether.demo.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics that the alert rules and the dashboard in {@code deploy} read from a detector. */
public final class DeployedMetrics {
    static final String DASHBOARD = "deploy/grafana/dashboards/bellwether.json";
    static final String RULES = "deploy/prometheus/rules/bellwether.yml";

    /** Made by Prometheus itself. */
    private static final Set<String> PROMETHEUS = Set.of("up", "ALERTS");

    private static final Pattern EXPORTED = Pattern.compile("(bellwether|jvm|kafka|process|system)_.*");

    /** There from the first garbage collection on. */
    private static final Set<String> LATE = Set.of("jvm_gc_pause_seconds_sum", "jvm_gc_pause_seconds_max");

    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)[{ ]");

    private DeployedMetrics() {}

    /**
     * The names of the samples that a running detector must expose for the rules and the dashboard to work.
     *
     * @throws IllegalStateException when an expression reads what no detector, rule or Prometheus could provide
     */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        Set<String> recorded = recorded();
        for (String expression : expressions()) {
            for (String name : PromQl.metrics(expression)) {
                if (EXPORTED.matcher(name).matches()) {
                    names.add(name);
                } else if (!recorded.contains(name) && !PROMETHEUS.contains(name)) {
                    throw new IllegalStateException("nobody makes " + name + ", read by: " + expression);
                }
            }
        }
        return names;
    }

    /** Those of {@link #names} that are not in this answer of a detector's {@code /metrics}. */
    public static Set<String> missingFrom(String scrape) {
        Set<String> missing = names();
        missing.removeAll(LATE);
        missing.removeAll(samples(scrape));
        return missing;
    }

    /** The names of the samples in a text in Prometheus' format. */
    static Set<String> samples(String scrape) {
        return scrape.lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::find)
                .map(sample -> sample.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All PromQL of the rules and the dashboard. */
    static List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        rules().forEach(rule -> expressions.add(rule.path("expr").asText()));
        JsonNode dashboard = DeployFiles.json(DeployFiles.at(DASHBOARD));
        dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asText()));
        dashboard
                .at("/templating/list")
                .forEach(variable -> variableMetric(variable).forEach(expressions::add));
        return expressions;
    }

    /** All rules, recording and alerting. */
    static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        DeployFiles.yaml(RULES)
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    private static Set<String> recorded() {
        return rules().stream()
                .filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asText())
                .collect(Collectors.toSet());
    }

    /** The first argument of {@code label_values(metric{...}, label)}. */
    private static Stream<String> variableMetric(JsonNode variable) {
        String query = variable.at("/query/query").asText();
        return query.startsWith("label_values(")
                ? Stream.of(query.substring("label_values(".length(), query.lastIndexOf(',')))
                : Stream.empty();
    }
}
