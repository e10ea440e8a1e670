package io.bellwether.detector.ops;

import io.bellwether.alerting.Alert;
import io.bellwether.messages.Rejection.Reason;
import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;
import java.util.Collection;

/** Counts nothing. */
final class NoMetrics implements DetectorMetrics {
    @Override
    public void received(int readings) {}

    @Override
    public void rejected(Reason reason, int readings) {}

    @Override
    public void ignored(int readings) {}

    @Override
    public void late(int readings) {}

    @Override
    public void duplicate(int readings) {}

    @Override
    public void inFrames(int readings) {}

    @Override
    public void deadLettered() {}

    @Override
    public void processed(long nanos) {}

    @Override
    public void scored(String asset, Score score, long delayMillis) {}

    @Override
    public void alerted(Alert alert) {}

    @Override
    public void budgetedAlarm() {}

    @Override
    public void modelLoaded(ModelRef model) {}

    @Override
    public void modelsServing(Collection<ModelRef> serving) {}

    @Override
    public void modelRefused(ModelRefusal reason) {}

    @Override
    public void handedOver() {}

    @Override
    public void stateReset() {}
}
