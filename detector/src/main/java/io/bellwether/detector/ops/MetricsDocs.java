package io.bellwether.detector.ops;

import io.bellwether.messages.Rejection.Reason;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Prints docs/METRICS.md from the metrics' definitions. */
public final class MetricsDocs {
    private static final String INTRODUCTION = """
            # Metrics of the detector

            Printed from the code; a test fails when it is stale.

            `GET /metrics` on the admin port, in Prometheus' text format or in OpenMetrics', whichever is asked for. A
            label in brackets is there only with `metrics.per-asset-labels: true`. Counters begin at zero when an
            instance starts; gauges tell of this instance only, so sum over instances.

            Two laws hold after every record, and an alert rule can watch them:

            * `bellwether_readings_received_total` = `bellwether_readings_rejected_total` (all reasons) +
              `bellwether_readings_ignored_total` + `bellwether_readings_late_total` +
              `bellwether_readings_duplicate_total` + `bellwether_readings_in_frames_total`
            * `bellwether_frames_total` = `bellwether_frames_scored_total` + `bellwether_frames_warming_up_total`

            | metric | type | labels | what it tells |
            |---|---|---|---|
            """;
    private static final String KAFKA = """

            A histogram `x` is exposed as `x_bucket`, `x_count`, `x_sum`; a histogram of seconds also tells the largest
            value as `x_max`: of the last 2 to 4 minutes, or of all the time since the last scrape where that is longer.

            ## Kafka and the JVM

            The metrics of Kafka Streams and of its clients begin with `kafka_`, those of the JVM with `jvm_`,
            `process_` and `system_`. The ones to know:

            | metric | what it tells |
            |---|---|
            | `kafka_consumer_fetch_manager_records_lag_max` | consumer lag: how many records the slowest partition is behind; of the label `client_id`, take the values that end in `-consumer` but not in `-restore-consumer` |
            | `kafka_stream_thread_process_rate` | records processed per second and stream thread |
            | `kafka_stream_failed_stream_threads_total` | stream threads that have died |
            | `kafka_stream_task_dropped_records_total` | records Kafka Streams has dropped; stays 0 |
            | `jvm_memory_used_bytes`, `jvm_gc_pause_seconds` | heap and garbage collection |

            """;

    private MetricsDocs() {}

    /** The whole file. */
    public static String markdown() {
        StringBuilder out = new StringBuilder(INTRODUCTION);
        for (Metric metric : Metric.values()) {
            out.append("| `").append(metric.exposedName()).append("` | ");
            out.append(metric.type().label()).append(" | ");
            out.append(metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")));
            out.append(metric.labels().isEmpty() ? "| " : " | ");
            out.append(metric.about()).append(" |\n");
        }
        out.append(KAFKA);
        out.append("## Values of the label `reason`\n\n`bellwether_readings_rejected_total`: ");
        out.append(Arrays.stream(Reason.values())
                .filter(reason -> reason != Reason.LATE && reason != Reason.DUPLICATE)
                .map(reason -> "`" + reason.label() + "`")
                .collect(Collectors.joining(", ")));
        out.append(
                ". Dead letters carry the same in the header `bellwether.reason`, and `late` and `duplicate` besides.");
        out.append("\n\n`bellwether_model_loads_refused_total`: ");
        out.append(Arrays.stream(DetectorMetrics.ModelRefusal.values())
                .map(reason -> "`" + reason.label() + "`")
                .collect(Collectors.joining(", ")));
        return out.append(".\n").toString();
    }
}
