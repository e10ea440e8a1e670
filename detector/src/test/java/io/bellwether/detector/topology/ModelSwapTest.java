package io.bellwether.detector.topology;

import static io.bellwether.detector.TinyModels.AUTOENCODER;
import static io.bellwether.detector.TinyModels.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.Alert;
import io.bellwether.detector.TinyModels;
import io.bellwether.messages.AlertMessage;
import io.bellwether.messages.ScoreMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSwapTest {
    @Test
    void newVersion_isPublished_warmsUpThenTakesOverWithoutAGap() {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            List<ScoreMessage> scores = new ArrayList<>();
            for (int second = 0; second < 200; second++) {
                if (second == 100) {
                    bench.publish(TinyModels.file("tiny", "1.1.0", 2));
                }
                bench.reading(PUMP, second, 0, 0);
                scores.addAll(bench.scores());
            }

            List<String> versions = scores.stream()
                    .map(score -> score.model().version())
                    .distinct()
                    .toList();
            assertThat(versions).containsExactly("1.0.0", "1.1.0");
            assertThat(scores).hasSize(200);
            assertThat(scores)
                    .extracting(ScoreMessage::ts)
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(scores.subList(90, 200)).noneMatch(ScoreMessage::warmingUp);
            assertThat(scores.get(101).model().version()).as("still warming up").isEqualTo("1.0.0");
            assertThat(bench.count("model.handovers")).isEqualTo(1);
            assertThat(bench.count("state.resets")).isZero();
        }
    }

    @Test
    void modelOfAnotherKind_takesOverDuringAnIncident_theIncidentStaysTheSame() {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            for (int second = 0; second < 200; second++) {
                if (second == 100) {
                    bench.publish(TinyModels.file("tiny", "2.0.0", 2, AUTOENCODER, PUMP));
                }
                bench.reading(PUMP, second, second >= 90 && second < 150 ? 15 : 0, 0);
            }

            List<AlertMessage> alerts = bench.alerts();
            assertThat(alerts)
                    .extracting(AlertMessage::phase)
                    .startsWith(Alert.Phase.OPENED)
                    .endsWith(Alert.Phase.CLOSED);
            assertThat(alerts)
                    .extracting(AlertMessage::id)
                    .containsOnly(alerts.get(0).id());
            assertThat(alerts.get(0).model().version()).isEqualTo("1.0.0");
            assertThat(alerts.get(alerts.size() - 1).model().version()).isEqualTo("2.0.0");
            assertThat(bench.board.openIncidents()).isZero();
        }
    }

    @Test
    void brokenVersion_isPublished_theOldStays() {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            for (int second = 0; second < 200; second++) {
                if (second == 100) {
                    byte[] broken = TinyModels.file("tiny", "1.1.0", 2);
                    broken[broken.length / 3] ^= 4;
                    bench.models.offer("tiny", broken, "test");
                }
                bench.reading(PUMP, second, 0, 0);
            }

            assertThat(bench.scores())
                    .hasSize(200)
                    .allMatch(score -> score.model().version().equals("1.0.0"));
            assertThat(bench.count("model.loads.refused", "reason", "unreadable"))
                    .isEqualTo(1);
            assertThat(bench.count("model.handovers")).isZero();
        }
    }

    @Test
    void oldVersion_isPublishedAgainWhileTheNewOneWarmsUp_theNewOneIsDropped() {
        byte[] old = TinyModels.file("tiny", "1.0.0", 1);
        try (Bench bench = new Bench(Map.of(), old)) {
            for (int second = 0; second < 200; second++) {
                if (second == 100) {
                    bench.publish(TinyModels.file("tiny", "1.1.0", 2));
                }
                if (second == 103) {
                    assertThat(bench.board.all().get(0).successor()).isNotNull();
                    bench.publish(old);
                }
                bench.reading(PUMP, second, 0, 0);
            }

            assertThat(bench.scores())
                    .hasSize(200)
                    .allMatch(score -> score.model().version().equals("1.0.0"));
            assertThat(bench.board.all().get(0).successor()).isNull();
        }
    }

    @Test
    void withdrawnModel_goesOnWithWhatItWatchesAndTakesNoMore() {
        try (Bench bench = new Bench(Map.of(), TinyModels.file("tiny", "1.0.0", 1))) {
            bench.reading(PUMP, 0, 0, 0);
            bench.models.withdraw("tiny", "test");
            bench.reading(PUMP, 1, 0, 0);
            bench.reading(TinyModels.OTHER_PUMP, 1, 0, 0);

            assertThat(bench.scores())
                    .hasSize(2)
                    .allMatch(score -> score.asset().equals(PUMP));
            assertThat(bench.count("readings.rejected", "reason", "unknown_asset"))
                    .isEqualTo(2);
        }
    }

    @Test
    void unknownAsset_modelComesLater_isWatchedFromThen() {
        try (Bench bench = new Bench(Map.of())) {
            bench.reading(PUMP, 0, 0, 0);
            bench.publish(TinyModels.file("tiny", "1.0.0", 1));
            bench.reading(PUMP, 1, 0, 0);

            assertThat(bench.scores()).hasSize(1);
            assertThat(bench.deadLetters()).hasSize(1);
        }
    }
}
