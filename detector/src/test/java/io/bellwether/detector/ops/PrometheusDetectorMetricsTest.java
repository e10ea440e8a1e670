package io.bellwether.detector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.messages.Rejection.Reason;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.EnsembleCalibration;
import io.bellwether.scoring.ErrorCalibration;
import io.bellwether.scoring.Expectation;
import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Scaler;
import io.bellwether.scoring.Score;
import io.bellwether.scoring.Scorer;
import io.bellwether.scoring.SensorRule;
import io.bellwether.scoring.Smoothing;
import io.bellwether.series.Frame;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.FloatBuffer;
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
        metrics.gauges(() -> 0, () -> 0, () -> 0, () -> 0);
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
    void scored_ratioAndDelayBelowOne_landInTheirBuckets() {
        metrics.scored("pump-1", scoreOfRatio(0.3), 40);

        assertThat(registry.scrape())
                .contains("bellwether_score_threshold_ratio_bucket{le=\"0.25\"} 0\n")
                .contains("bellwether_score_threshold_ratio_bucket{le=\"0.5\"} 1\n")
                .contains("bellwether_event_to_score_delay_seconds_bucket{le=\"0.01\"} 0\n")
                .contains("bellwether_event_to_score_delay_seconds_bucket{le=\"0.05\"} 1\n");
    }

    @Test
    void processed_durations_haveBucketsSumAndLargest() {
        metrics.processed(10_000);
        metrics.processed(30_000);
        metrics.processed(3_000_000_000L);

        assertThat(registry.scrape())
                .contains("bellwether_scoring_duration_seconds_bucket{le=\"1.0E-5\"} 1\n")
                .contains("bellwether_scoring_duration_seconds_bucket{le=\"2.5E-5\"} 1\n")
                .contains("bellwether_scoring_duration_seconds_bucket{le=\"5.0E-5\"} 2\n")
                .contains("bellwether_scoring_duration_seconds_bucket{le=\"1.0\"} 2\n")
                .contains("bellwether_scoring_duration_seconds_bucket{le=\"+Inf\"} 3\n")
                .contains("bellwether_scoring_duration_seconds_count 3\n")
                .contains("bellwether_scoring_duration_seconds_sum 3.00004\n")
                .contains("# TYPE bellwether_scoring_duration_seconds_max gauge\n")
                .contains("bellwether_scoring_duration_seconds_max 3.0\n");
    }

    /** A network of zeros expects the mean, so the score is the smoothed value itself. */
    private static Score scoreOfRatio(double ratio) {
        NetworkShape shape = NetworkShape.autoencoder(1, List.of(1), 1, 1);
        Expectation expectation =
                Expectation.of(List.of(NetworkWeights.read(shape, FloatBuffer.allocate(shape.weightCount()))), 1);
        ErrorCalibration errors = new ErrorCalibration(List.of(0.0), List.of(1.0), null, 1);
        Scorer scorer = new Scorer(
                List.of(new Scorer.Ensemble(expectation, List.of(new Smoothing(1, 0)))),
                new Scaler(List.of(0.0), List.of(1.0)),
                new Calibration(List.of(new SensorRule(true, 0)), List.of(new EnsembleCalibration(List.of(errors))), 1),
                0);
        Frame frame = new Frame(1);
        frame.set(0, new double[] {ratio}, 0);
        return scorer.score(frame, scorer.newState());
    }

    @Test
    void gauges_areAskedAtEveryScrape() {
        int[] open = {0};
        double[] budget = {0};
        metrics.gauges(() -> open[0], () -> 0, () -> budget[0], () -> 0);
        open[0] = 3;
        budget[0] = 1.5;

        assertThat(registry.scrape())
                .contains("bellwether_incidents_open 3.0")
                .contains("bellwether_false_alarm_budget_per_day 1.5");
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
