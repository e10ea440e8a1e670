package io.bellwether.benchmarks.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import io.bellwether.benchmarks.pytorch.TorchNetwork;
import io.bellwether.trainer.fit.Learner;
import java.util.List;

/** PyTorch, called from Java. */
public final class TorchTrainee implements Trainee {
    private final Engine engine;
    private final NDManager manager;
    private final TorchNetwork network;
    private final List<NDArray> weights;
    private final Optimizer adam;
    private final TrainingCase training;
    private final float[] input; // (steps, windows, sensors)
    private final float[] target; // (steps, windows, sensors)

    /** A training that begins like the others. */
    public TorchTrainee(Engine engine, TrainingCase training) {
        this.engine = engine;
        this.training = training;
        manager = engine.newBaseManager();
        network = new TorchNetwork(manager, training.start());
        weights = network.weights();
        weights.forEach(array -> array.setRequiresGradient(true));
        adam = Optimizer.adam()
                .optLearningRateTracker((weight, update) -> (float) SCHEDULE.rate(update - 1))
                .optBeta1(0.9f)
                .optBeta2(0.999f)
                .optEpsilon(1e-8f)
                .build();
        input = stepsFirst(training.values(2));
        target = stepsFirst(training.values(3));
    }

    @Override
    public void update() {
        try (NDManager batch = manager.newSubManager()) {
            Shape shape = new Shape(training.steps(), training.windows(), training.sensors());
            NDArray x = batch.create(input, shape);
            NDArray expected = batch.create(target, shape);
            try (GradientCollector gradients = engine.newGradientCollector()) {
                NDArray loss = network.outputs(x, true).sub(expected).square().mean();
                gradients.backward(loss);
            }
            step(batch);
        }
    }

    private void step(NDManager batch) {
        double square = 0;
        List<NDArray> gradients = weights.stream().map(NDArray::getGradient).toList();
        for (NDArray gradient : gradients) {
            gradient.attach(batch);
            NDArray norm = gradient.norm();
            double length = norm.getFloat();
            square += length * length;
        }
        double scale = Learner.MAX_GRADIENT_NORM / Math.sqrt(square);
        for (int w = 0; w < weights.size(); w++) {
            if (scale < 1) {
                gradients.get(w).muli(scale);
            }
            adam.update(Integer.toString(w), weights.get(w), gradients.get(w)); // zeroes the gradient, too
        }
    }

    @Override
    public float[] outputs() {
        try (NDManager batch = manager.newSubManager()) {
            Shape shape = new Shape(training.steps(), training.windows(), training.sensors());
            NDArray y = network.outputs(batch.create(input, shape), false);
            return y.transpose(1, 2, 0).toFloatArray();
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    /** From (windows, sensors, steps) to (steps, windows, sensors). */
    private float[] stepsFirst(float[] values) {
        int rows = training.windows() * training.sensors();
        float[] out = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int t = 0; t < training.steps(); t++) {
                out[t * rows + row] = values[row * training.steps() + t];
            }
        }
        return out;
    }
}
