package io.bellwether.detector.ops;

import java.util.List;

/** The detector's own metrics: one definition for the code and for docs/METRICS.md. */
enum Metric {
    READINGS_RECEIVED(
            "readings.received",
            Type.COUNTER,
            "Readings that arrived; a record of which nothing could be read" + " counts as one."),
    READINGS_REJECTED("readings.rejected", Type.COUNTER, "Readings that could not be used.", "reason"),
    READINGS_IGNORED(
            "readings.ignored", Type.COUNTER, "Readings of unknown assets or sensors, left alone as configured."),
    READINGS_LATE("readings.late", Type.COUNTER, "Readings that came after their slot had closed."),
    READINGS_DUPLICATE("readings.duplicate", Type.COUNTER, "Readings that had come before."),
    READINGS_IN_FRAMES("readings.in.frames", Type.COUNTER, "Readings that became part of a frame."),
    RECORDS_DEAD_LETTERED("records.dead.lettered", Type.COUNTER, "Records put into the dead letters."),
    FRAMES("frames", Type.COUNTER, "Frames cut from readings."),
    FRAMES_SCORED("frames.scored", Type.COUNTER, "Frames with a score that counts.", "(asset)"),
    FRAMES_WARMING_UP("frames.warming.up", Type.COUNTER, "Frames during which the model was still warming up."),
    INCIDENTS_OPEN(
            "incidents.open",
            Type.GAUGE,
            "Incidents open now on assets of this instance: anomalies and stuck" + " sensors."),
    ALERTS("alerts", Type.COUNTER, "Messages about incidents.", "type", "phase", "severity", "(asset)"),
    BUDGETED_ALARMS(
            "budgeted.alarms",
            Type.COUNTER,
            "Anomalies opened on assets whose model has a budget of false alarms; which of them are false it cannot"
                    + " know."),
    FALSE_ALARM_BUDGET_PER_DAY(
            "false.alarm.budget.per.day",
            Type.GAUGE,
            "False alarms a day that the models of the assets this instance watches allow together; a model without"
                    + " a budget adds nothing."),
    SCORE_THRESHOLD_RATIO(
            "score.threshold.ratio",
            Type.HISTOGRAM,
            "Score over threshold of every scored frame; above 1" + " is anomalous."),
    SCORING_DURATION(
            "scoring.duration",
            Type.TIMER,
            "Time from taking a telemetry record to having handed on all that" + " follows from it."),
    EVENT_TO_SCORE_DELAY(
            "event.to.score.delay",
            Type.TIMER,
            "Time from the start of a frame's slot (event time) to its"
                    + " score (wall clock); holds the sample period, and is meaningless during a replay."),
    MODEL_INFO(
            "model.info",
            Type.GAUGE,
            "The models that may watch assets, one series each, value 1.",
            "name",
            "version",
            "sha256"),
    KERNEL_INFO(
            "kernel.info",
            Type.GAUGE,
            "What computes the networks, value 1: `vector-` and its width in bits, or `plain`, which gives the same"
                    + " scores more slowly.",
            "kernel"),
    MODEL_LOADS("model.loads", Type.COUNTER, "Models taken from the models topic."),
    MODEL_LOADS_REFUSED(
            "model.loads.refused",
            Type.COUNTER,
            "Models on the models topic that were refused; the one before" + " stays.",
            "reason"),
    MODEL_HANDOVERS("model.handovers", Type.COUNTER, "Times a new model has taken over an asset."),
    STATE_RESETS(
            "state.resets",
            Type.COUNTER,
            "Times what was remembered of an asset could not be used, so that it is" + " watched afresh."),
    ASSETS_WATCHED("assets.watched", Type.GAUGE, "Assets this instance watches."),
    READY("ready", Type.GAUGE, "1 when readings are being processed, else 0; /health/ready says why not.");

    /** How a metric behaves, and what Prometheus appends to its name. */
    enum Type {
        COUNTER("counter", "_total"),
        GAUGE("gauge", ""),
        HISTOGRAM("histogram", ""),
        TIMER("histogram", "_seconds");

        private final String label;
        private final String suffix;

        Type(String label, String suffix) {
            this.label = label;
            this.suffix = suffix;
        }

        String label() {
            return label;
        }
    }

    private final String id;
    private final Type type;
    private final String about;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> labels;

    Metric(String name, Type type, String about, String... labels) {
        this.id = "bellwether." + name;
        this.type = type;
        this.about = about;
        this.labels = List.of(labels);
    }

    /** The name in Micrometer's notation. */
    String id() {
        return id;
    }

    Type type() {
        return type;
    }

    String about() {
        return about;
    }

    /** Label names; those in brackets are there only when asked for. */
    List<String> labels() {
        return labels;
    }

    /** The name as Prometheus shows it. */
    String exposedName() {
        return id.replace('.', '_') + type.suffix;
    }
}
