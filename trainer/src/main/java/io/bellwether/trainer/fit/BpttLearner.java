package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import io.bellwether.network.RecurrentNetwork;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network while it is trained by backpropagation through time. */
final class BpttLearner implements Learner {
    private final Kernel kernel;
    private final NetworkShape shape;
    private final int steps;
    private final OneCycle schedule;
    private final float[] weights; // in the order of the model file
    private final float[] gradient;
    private final Adam adam;
    private final List<LstmWeights> encoder;
    private final @Nullable DenseWeights latent;
    private final List<LstmWeights> decoder;
    private final DenseWeights head;
    private final Map<Integer, Pass> passes = new HashMap<>(); // by batch size
    private int updates;

    BpttLearner(Kernel kernel, RecurrentNetwork start, int steps, OneCycle schedule) {
        this.kernel = kernel;
        this.shape = start.shape();
        this.steps = steps;
        this.schedule = schedule;
        weights = new float[shape.weightCount()];
        gradient = new float[weights.length];
        adam = new Adam(weights.length, MAX_GRADIENT_NORM);
        NetworkWeights.write(start, FloatBuffer.wrap(weights));
        encoder = stack(shape.sensors(), shape.hidden());
        int last = shape.hidden().get(shape.hidden().size() - 1);
        if (shape.kind() == NetworkKind.LSTM_AUTOENCODER) {
            latent = new DenseWeights(last, shape.latent(), kernel);
            decoder = stack(shape.latent(), shape.decoderHidden());
            last = shape.hidden().get(0);
        } else {
            latent = null;
            decoder = List.of();
        }
        head = new DenseWeights(last, shape.sensors(), kernel);
        load();
    }

    private List<LstmWeights> stack(int inputs, List<Integer> hidden) {
        List<LstmWeights> layers = new ArrayList<>();
        int in = inputs;
        for (int size : hidden) {
            layers.add(new LstmWeights(in, size, kernel));
            in = size;
        }
        return layers;
    }

    @Override
    public void update(Batch batch) {
        gradient(batch);
        adam.step(weights, gradient, schedule.rate(updates++));
        load();
    }

    @Override
    public float[] outputs(Batch batch) {
        Pass pass = pass(batch);
        pass.forward(batch);
        float[] outputs = new float[batch.target.length];
        for (int w = 0; w < batch.windows(); w++) {
            for (int s = 0; s < shape.sensors(); s++) {
                for (int t = 0; t < steps; t++) {
                    outputs[batch.at(w, s, t)] = pass.output(t, w, s);
                }
            }
        }
        return outputs;
    }

    @Override
    public RecurrentNetwork network() {
        return NetworkWeights.read(shape, FloatBuffer.wrap(weights));
    }

    /** The gradient of the mean squared error over all windows, steps and sensors, in the order of the model file. */
    float[] gradient(Batch batch) {
        encoder.forEach(layer -> Arrays.fill(layer.gradient, 0f));
        decoder.forEach(layer -> Arrays.fill(layer.gradient, 0f));
        Arrays.fill(head.gradient, 0f);
        if (latent != null) {
            Arrays.fill(latent.gradient, 0f);
        }
        Pass pass = pass(batch);
        pass.forward(batch);
        pass.backward(batch);
        int at = 0;
        for (LstmWeights layer : encoder) {
            layer.storeGradient(gradient, at);
            at += layer.count();
        }
        if (latent != null) {
            latent.storeGradient(gradient, at);
            at += latent.count();
        }
        for (LstmWeights layer : decoder) {
            layer.storeGradient(gradient, at);
            at += layer.count();
        }
        head.storeGradient(gradient, at);
        return gradient;
    }

    private void load() {
        int at = 0;
        for (LstmWeights layer : encoder) {
            layer.load(weights, at);
            at += layer.count();
        }
        if (latent != null) {
            latent.load(weights, at);
            at += latent.count();
        }
        for (LstmWeights layer : decoder) {
            layer.load(weights, at);
            at += layer.count();
        }
        head.load(weights, at);
    }

    private Pass pass(Batch batch) {
        return passes.computeIfAbsent(batch.windows(), this::newPass);
    }

    private Pass newPass(int windows) {
        StackTape first = new StackTape(kernel, encoder, windows, steps);
        if (latent == null) {
            return new Pass(first, null, new DenseTape(kernel, head, first.last(), 0), shape.sensors());
        }
        LatentTape bottleneck = new LatentTape(
                new DenseTape(kernel, latent, first.last(), steps - 1),
                new StackTape(kernel, decoder, windows, steps),
                shape.latent());
        DenseTape output = new DenseTape(kernel, head, bottleneck.decoder().last(), 0);
        return new Pass(first, bottleneck, output, shape.sensors());
    }
}
