package io.bellwether.detector.topology;

import static io.bellwether.detector.TinyModels.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.detector.TinyModels;
import io.bellwether.messages.MessageJson;
import io.bellwether.messages.ScoreMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores that are not sent are scored all the same. */
class SelectedScoresTest {
    private static final int SECONDS = 140;
    private static final byte[] MODEL = TinyModels.file("tiny", "1.0.0", 1);

    /** What came out, and what was counted. */
    private record Run(List<String> scores, List<String> alerts, String metrics) {}

    @Test
    void scores_ofAlarmsOnly_areThoseAboveTheThresholdOrWithAnIncident() {
        Run all = run("all", SECONDS);
        Run alarms = run("alarms", SECONDS);

        assertThat(alarms.scores)
                .isEqualTo(chosen(
                        all, score -> score.alarm() || (!score.warmingUp() && score.score() > score.threshold())))
                .hasSizeBetween(5, SECONDS / 2);
        assertThat(alarms.scores).anyMatch(score -> score.contains("\"alarm\":false"));
        assertNothingElseDiffers(alarms, all);
    }

    @Test
    void scores_ofEveryNthFrame_areThoseOfTheSlotsThatNDivides() {
        Run all = run("all", SECONDS);
        Run some = run("7", SECONDS);

        assertThat(some.scores)
                .isEqualTo(chosen(all, score -> Instant.parse(score.ts()).getEpochSecond() % 7 == 0))
                .hasSize(SECONDS / 7);
        assertNothingElseDiffers(some, all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alarms", "7"})
    void detector_isRestarted_sendsTheSameScores(String selection) {
        Run undisturbed = run(selection, SECONDS);

        for (int stop : new int[] {1, 82, 85, 95}) {
            assertThat(run(selection, stop).scores).isEqualTo(undisturbed.scores);
        }
    }

    private static void assertNothingElseDiffers(Run some, Run all) {
        assertThat(some.alerts).isEqualTo(all.alerts).hasSizeGreaterThan(1);
        assertThat(some.metrics).isEqualTo(all.metrics).contains("bellwether_frames_scored");
    }

    private static Run run(String selection, int stop) {
        Map<String, String> settings = Map.of("scores.publish", selection);
        List<String> scores = new ArrayList<>();
        List<String> alerts = new ArrayList<>();
        Map<String, byte[]> states;
        String metrics;
        try (Bench bench = new Bench(settings, MODEL)) {
            feed(bench, 0, stop);
            scores.addAll(bench.rawScores());
            alerts.addAll(bench.rawAlerts());
            metrics = bench.registry.scrape();
            states = bench.storedStates();
        }
        try (Bench bench = new Bench(settings, MODEL)) {
            bench.storeStates(states);
            feed(bench, stop, SECONDS);
            scores.addAll(bench.rawScores());
        }
        return new Run(scores, alerts, metrics);
    }

    private static void feed(Bench bench, int from, int to) {
        for (int second = from; second < to; second++) {
            bench.reading(PUMP, second, second >= 80 && second < 90 ? 15 : 0, 0);
        }
    }

    private static List<String> chosen(Run run, Predicate<ScoreMessage> wanted) {
        return run.scores.stream().filter(raw -> wanted.test(message(raw))).toList();
    }

    private static ScoreMessage message(String raw) {
        String json = raw.substring(raw.indexOf('{'), raw.lastIndexOf('}') + 1);
        try {
            return MessageJson.read(json.getBytes(StandardCharsets.UTF_8), ScoreMessage.class);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
