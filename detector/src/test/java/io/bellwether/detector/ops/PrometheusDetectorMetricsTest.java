package io.bellwether.detector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.messages.Rejection.Reason;
import io.bellwether.scoring.ModelRef;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrometheusDetectorMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PrometheusDetectorMetrics metrics = new PrometheusDetectorMetrics(registry, false);

    @ParameterizedTest
    @EnumSource(Metric.class)
    void scrape_beforeAnythingHappens_hasEveryMetricWithItsNameAndType(Metric metric) {
        metrics.gauges(() -> 0, () -> 0, () -> 0);
        metrics.modelsServing(List.of(new ModelRef("tiny", "1.0.0", "00")));

        String name = metric.exposedName();
        assertThat(registry.scrape())
                .contains("# TYPE " + name + " " + metric.type().label() + "\n")
                .contains("# HELP " + name + " " + metric.about());
        metric.labels().stream()
                .filter(label -> !label.startsWith("("))
                .forEach(
                        label -> assertThat(registry.scrape()).containsPattern("\n" + name + "\\{[^}]*" + label + "="));
    }

    @Test
    void rejected_byReason_countsThere() {
        metrics.rejected(Reason.NOT_JSON, 1);
        metrics.rejected(Reason.UNKNOWN_ASSET, 8);

        assertThat(registry.scrape())
                .contains("bellwether_readings_rejected_total{reason=\"not_json\"} 1.0")
                .contains("bellwether_readings_rejected_total{reason=\"unknown_asset\"} 8.0")
                .contains("bellwether_readings_rejected_total{reason=\"empty\"} 0.0");
    }

    @Test
    void gauges_areAskedAtEveryScrape() {
        int[] open = {0};
        metrics.gauges(() -> open[0], () -> 0, () -> 0);
        open[0] = 3;

        assertThat(registry.scrape()).contains("bellwether_incidents_open 3.0");
    }

    @Test
    void alerted_withPerAssetLabels_namesTheAsset() {
        PrometheusMeterRegistry perAssetRegistry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        DetectorMetrics perAsset = new PrometheusDetectorMetrics(perAssetRegistry, true);
        Alert alert = new Alert(
                "id",
                Alert.Type.STUCK,
                Alert.Phase.OPENED,
                Severity.WARNING,
                "pump-1",
                0,
                0,
                1,
                2,
                List.of(),
                new ModelRef("tiny", "1.0.0", "00"),
                new Alert.Positions(0, 0));

        perAsset.alerted(alert);
        metrics.alerted(alert);

        assertThat(perAssetRegistry.scrape())
                .contains(
                        "bellwether_alerts_total{asset=\"pump-1\",phase=\"opened\",severity=\"warning\",type=\"stuck\"} 1.0");
        assertThat(registry.scrape())
                .contains("bellwether_alerts_total{phase=\"opened\",severity=\"warning\",type=\"stuck\"} 1.0");
    }
}
