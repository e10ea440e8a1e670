package io.bellwether.pipeline;

import io.bellwether.alerting.Alert;
import io.bellwether.scoring.Score;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a pipeline says. */
final class Recorder implements PipelineOutput {
    final List<Score> scores = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    final List<String> lines = new ArrayList<>(); // every bit of it

    @Override
    public void score(Score score, boolean alarm) {
        scores.add(score);
        lines.add(score.time() + " " + score.value() + " " + alarm + " " + score.warmingUp() + " " + score.expected(0)
                + " " + score.contribution(0));
    }

    @Override
    public void alert(Alert alert) {
        alerts.add(alert);
        lines.add(alert.toString());
    }

    List<Long> times() {
        return scores.stream().map(Score::time).toList();
    }
}
