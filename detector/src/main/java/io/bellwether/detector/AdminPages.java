package io.bellwether.detector;

import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.detector.models.ModelRegistry;
import io.bellwether.detector.ops.AdminServer.Page;
import io.bellwether.detector.ops.Reply;
import io.bellwether.detector.state.AssetBoard;
import io.bellwether.detector.state.AssetStatus;
import io.bellwether.messages.EventTime;
import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pages of the admin server. */
final class AdminPages {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final PrometheusMeterRegistry metrics;
    private final Supplier<Health> health;
    private final ModelRegistry models;
    private final AssetBoard board;

    AdminPages(PrometheusMeterRegistry metrics, Supplier<Health> health, ModelRegistry models, AssetBoard board) {
        this.metrics = metrics;
        this.health = health;
        this.models = models;
        this.board = board;
    }

    Map<String, Page> byPath() {
        return Map.of(
                "/metrics", this::metrics,
                "/health/live", accept -> live(),
                "/health/ready", accept -> ready(),
                "/api/v1/assets", accept -> assets(),
                "/api/v1/models", accept -> models());
    }

    private Reply metrics(String accept) {
        String type = accept.contains(OPEN_METRICS)
                ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8";
        return new Reply(200, type, metrics.scrape(type));
    }

    private Reply live() {
        boolean live = health.get().live();
        return Reply.json(live ? 200 : 503, Map.of("live", live));
    }

    private Reply ready() {
        Health now = health.get();
        return Reply.json(now.ready() ? 200 : 503, Map.of("ready", now.ready(), "reasons", now.reasons()));
    }

    private Reply assets() {
        return Reply.json(
                200,
                Map.of("assets", board.all().stream().map(AdminPages::asset).toList()));
    }

    private Reply models() {
        return Reply.json(
                200,
                Map.of(
                        "models",
                        models.snapshot().serving().stream()
                                .map(AdminPages::model)
                                .toList()));
    }

    private static Map<String, @Nullable Object> asset(AssetStatus status) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("asset", status.asset());
        json.put("partition", status.partition());
        json.put("model", ref(status.model()));
        ModelRef successor = status.successor();
        json.put("successor", successor == null ? null : ref(successor));
        json.put("openIncidents", status.openIncidents());
        Score score = status.lastScore();
        json.put("lastScore", score == null ? null : score(score));
        return json;
    }

    private static Map<String, Object> score(Score score) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ts", EventTime.format(score.time()));
        json.put("score", score.value());
        json.put("threshold", score.threshold());
        json.put("warmingUp", score.warmingUp());
        return json;
    }

    private static Map<String, Object> model(ModelArtifact artifact) {
        Manifest manifest = artifact.manifest();
        Map<String, Object> json = new LinkedHashMap<>(ref(artifact.ref()));
        json.put("kind", manifest.kinds());
        json.put("samplePeriod", manifest.features().samplePeriod().toString());
        json.put("sensors", manifest.features().names());
        List<String> assets =
                manifest.assets().stream().map(AssetProfile::asset).toList();
        json.put("assets", assets);
        json.put("evaluation", manifest.evaluation());
        return json;
    }

    private static Map<String, Object> ref(ModelRef ref) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", ref.name());
        json.put("version", ref.version());
        json.put("sha256", ref.sha256());
        return json;
    }
}
