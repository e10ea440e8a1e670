package io.bellwether.detector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.detector.models.ModelRegistry;
import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.detector.ops.Reply;
import io.bellwether.detector.state.AssetBoard;
import io.bellwether.detector.state.AssetStatus;
import io.bellwether.scoring.ModelRef;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdminPagesTest {
    private final AssetBoard board = new AssetBoard();
    private final ModelRegistry models = new ModelRegistry(Map.of(), DetectorMetrics.none());
    private Health health = new Health(true, List.of());

    private JsonNode json(String path, int status) throws Exception {
        Reply reply = new AdminPages(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), () -> health, models, board)
                .byPath()
                .get(path)
                .answer("");
        assertThat(reply.status()).isEqualTo(status);
        return new JsonMapper().readTree(reply.body());
    }

    @Test
    void ready_nothingIsWrong_is200() throws Exception {
        assertThat(json("/health/ready", 200).path("ready").asBoolean()).isTrue();
    }

    @Test
    void live_itIsBroken_is503AndNotReadyEither() throws Exception {
        health = new Health(false, List.of());

        assertThat(json("/health/live", 503).path("live").asBoolean()).isFalse();
        assertThat(json("/health/ready", 503).path("ready").asBoolean()).isFalse();
    }

    @Test
    void models_oneServes_isTold() throws Exception {
        models.offer("tiny", TinyModels.file("tiny", "1.0.0", 1), "test");

        JsonNode model = json("/api/v1/models", 200).at("/models/0");
        assertThat(model.path("name").asText()).isEqualTo("tiny");
        assertThat(model.path("kind").asText()).isEqualTo("lstm-predictor");
        assertThat(model.path("sensors").toString()).isEqualTo("[\"flow\",\"pressure\"]");
        assertThat(model.path("assets").toString()).isEqualTo("[\"pump-1\",\"pump-2\"]");
        assertThat(model.path("sha256").asText()).hasSize(64);
    }

    @Test
    void assets_severalAreWatched_areToldInOrder() throws Exception {
        ModelRef model = new ModelRef("tiny", "1.0.0", "00");
        ModelRef next = new ModelRef("tiny", "1.1.0", "01");
        AssetBoard.Section section = board.open();
        section.place(new AssetStatus("pump-2", 1, model, next, 2, 0, null));
        board.open().place(new AssetStatus("pump-1", 0, model, null, 0, 0, null));

        JsonNode assets = json("/api/v1/assets", 200).path("assets");
        assertThat(assets.at("/0/asset").asText()).isEqualTo("pump-1");
        assertThat(assets.at("/0/successor").isNull()).isTrue();
        assertThat(assets.at("/1/openIncidents").asInt()).isEqualTo(2);
        assertThat(assets.at("/1/successor/version").asText()).isEqualTo("1.1.0");
        assertThat(assets.at("/1/lastScore").isNull()).isTrue();
    }
}
