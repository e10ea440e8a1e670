package io.bellwether.benchmarks.training;

import io.bellwether.trainer.fit.Batch;
import io.bellwether.trainer.fit.Batches;
import io.bellwether.trainer.fit.Engine;
import io.bellwether.trainer.fit.Learner;
import io.bellwether.trainer.fit.OneCycle;

/** A network in training with some engine: Adam, mean squared error, gradient clipped at norm 1. Used by one thread. */
public interface Trainee extends AutoCloseable {
    /** The learning rate is the same in all of them. */
    OneCycle SCHEDULE = new OneCycle(20_000, 1e-3);

    /** One gradient step on the batch. */
    void update();

    /** What the network makes of the batch now; (windows, sensors, steps). */
    float[] outputs();

    @Override
    void close();

    /** A training with one of the trainer's engines. */
    static Trainee of(Engine engine, TrainingCase training) {
        Learner learner = engine.learner(training.start(), training.steps(), SCHEDULE);
        Batch batch = Batches.of(
                training.windows(), training.sensors(), training.steps(), training.values(2), training.values(3));
        return new Trainee() {
            @Override
            public void update() {
                learner.update(batch);
            }

            @Override
            public float[] outputs() {
                return learner.outputs(batch);
            }

            @Override
            public void close() {}
        };
    }
}
