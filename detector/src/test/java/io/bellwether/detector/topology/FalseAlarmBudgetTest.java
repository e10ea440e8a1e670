package io.bellwether.detector.topology;

import static io.bellwether.detector.TinyModels.OTHER_PUMP;
import static io.bellwether.detector.TinyModels.PREDICTOR;
import static io.bellwether.detector.TinyModels.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.Alert;
import io.bellwether.detector.TinyModels;
import io.bellwether.messages.AlertMessage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FalseAlarmBudgetTest {
    private static final byte[] WITHOUT = TinyModels.file("tiny", "1.0.0", 1);
    private static final byte[] WITH = TinyModels.withBudget(0.25, TinyModels.file("tiny", "1.1.0", 1));

    @Test
    void board_assetsOfModelsWithAndWithoutABudget_addsUpTheBudgets() {
        byte[] pump = TinyModels.withBudget(0.25, TinyModels.file("a", "1.0.0", 1, PREDICTOR, PUMP));
        byte[] other = TinyModels.file("b", "1.0.0", 1, PREDICTOR, OTHER_PUMP);
        try (Bench bench = new Bench(Map.of(), pump, other)) {
            assertThat(bench.board.falseAlarmBudgetPerDay())
                    .as("nothing is watched yet")
                    .isZero();
            bench.reading(PUMP, 0, 0, 0);
            bench.reading(OTHER_PUMP, 0, 0, 0);

            assertThat(bench.board.watched()).isEqualTo(2);
            assertThat(bench.board.falseAlarmBudgetPerDay()).isEqualTo(0.25);
        }
    }

    @Test
    void board_twoAssetsOfOneModel_haveABudgetEach() {
        try (Bench bench = new Bench(Map.of(), WITH)) {
            bench.reading(PUMP, 0, 0, 0);
            bench.reading(OTHER_PUMP, 0, 0, 0);

            assertThat(bench.board.falseAlarmBudgetPerDay()).isEqualTo(0.5);
        }
    }

    @Test
    void board_modelWithABudgetTakesOver_theBudgetComesWithIt() {
        try (Bench bench = new Bench(Map.of(), WITHOUT)) {
            bench.reading(PUMP, 0, 0, 0);
            bench.publish(WITH);
            bench.reading(PUMP, 1, 0, 0);
            assertThat(bench.board.falseAlarmBudgetPerDay())
                    .as("it still warms up")
                    .isZero();
            for (int second = 2; second < 100; second++) {
                bench.reading(PUMP, second, 0, 0);
            }

            assertThat(bench.count("model.handovers")).isEqualTo(1);
            assertThat(bench.board.falseAlarmBudgetPerDay()).isEqualTo(0.25);
        }
    }

    @Test
    void board_modelWithoutABudgetTakesOver_theBudgetGoes() {
        try (Bench bench = new Bench(Map.of(), WITH)) {
            for (int second = 0; second < 100; second++) {
                if (second == 1) {
                    bench.publish(WITHOUT);
                }
                bench.reading(PUMP, second, 0, 0);
            }

            assertThat(bench.count("model.handovers")).isEqualTo(1);
            assertThat(bench.board.falseAlarmBudgetPerDay()).isZero();
        }
    }

    @Test
    void board_modelIsWithdrawn_theAssetStaysAndSoDoesItsBudget() {
        try (Bench bench = new Bench(Map.of(), WITH)) {
            bench.reading(PUMP, 0, 0, 0);
            bench.models.withdraw("tiny", "test");
            bench.reading(PUMP, 1, 0, 0);

            assertThat(bench.board.falseAlarmBudgetPerDay()).isEqualTo(0.25);
        }
    }

    @Test
    void board_taskIsClosed_itsBudgetGoes() {
        Bench bench = new Bench(Map.of(), WITH);
        try (bench) {
            bench.reading(PUMP, 0, 0, 0);
            assertThat(bench.board.falseAlarmBudgetPerDay()).isEqualTo(0.25);
        }

        assertThat(bench.board.falseAlarmBudgetPerDay()).isZero();
    }

    @Test
    void budgetedAlarms_anomalyOpensUpdatesAndCloses_isCountedOnce() {
        try (Bench bench = new Bench(Map.of(), WITH)) {
            fault(bench);

            assertThat(bench.alerts())
                    .extracting(AlertMessage::phase)
                    .contains(Alert.Phase.OPENED, Alert.Phase.CLOSED)
                    .containsOnlyOnce(Alert.Phase.OPENED);
            assertThat(bench.count("budgeted.alarms")).isEqualTo(1);
        }
    }

    @Test
    void budgetedAlarms_modelWithoutABudget_areNone() {
        try (Bench bench = new Bench(Map.of(), WITHOUT)) {
            fault(bench);

            assertThat(bench.count("alerts", "phase", "opened")).isEqualTo(1);
            assertThat(bench.count("budgeted.alarms")).isZero();
        }
    }

    private static void fault(Bench bench) {
        for (int second = 0; second < 120; second++) {
            bench.reading(PUMP, second, second >= 80 && second < 90 ? 15 : 0, 0);
        }
    }
}
