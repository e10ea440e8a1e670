package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A network while it is trained by backpropagation through time. */
final class BpttLearner implements Learner {
    private final Kernel kernel;
    private final NetworkShape shape;
    private final Recipe recipe;
    private final SplittableRandom dropped;
    private final float[] weights; // in the order of the model file, with the decoder's feedback in its place
    private final Feedback feedback;
    private final float[] gradient;
    private final Adam adam;
    private final List<LstmWeights> encoder;
    private final @Nullable DenseWeights latent;
    private final List<LstmWeights> decoder;
    private final DenseWeights head;
    private final Map<Size, Pass> passes = new HashMap<>();
    private @Nullable Pass last; // over the segment that came last
    private int updates;

    private record Size(int windows, int steps) {}

    BpttLearner(Kernel kernel, Network start, Recipe recipe) {
        this.kernel = kernel;
        this.shape = start.shape();
        this.recipe = recipe;
        dropped = new SplittableRandom(recipe.seed());
        feedback = Feedback.of(shape, recipe.decoder());
        weights = feedback.insert(start);
        gradient = new float[weights.length];
        adam = new Adam(weights.length, MAX_GRADIENT_NORM);
        encoder = stack(shape.sensors(), shape.hidden());
        int last = shape.hidden().get(shape.hidden().size() - 1);
        if (shape.kind() == NetworkKind.LSTM_AUTOENCODER) {
            latent = new DenseWeights(last, shape.latent(), kernel);
            decoder = stack(shape.latent() + feedback.inputs(), shape.decoderHidden());
            last = shape.hidden().get(0);
        } else {
            latent = null;
            decoder = List.of();
        }
        head = new DenseWeights(last, shape.outputs(), kernel);
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
        for (int segment = 0; segment < recipe.segments(); segment++) {
            gradient(batch, segment);
            double rate = recipe.schedule().rate(updates++);
            if (batch.counts(recipe.firstStep(segment), recipe.stepsOf(segment))) { // else momentum alone would move
                adam.step(weights, gradient, rate);
                load();
            }
        }
    }

    @Override
    public float[] outputs(Batch batch) {
        float[] outputs = new float[batch.target.length];
        for (int segment = 0; segment < recipe.segments(); segment++) {
            Pass pass = forward(batch, segment, false);
            for (int w = 0; w < batch.windows(); w++) {
                for (int o = 0; o < shape.outputs(); o++) {
                    for (int t = 0; t < pass.steps(); t++) {
                        outputs[batch.targetAt(w, o, recipe.firstStep(segment) + t)] = pass.output(t, w, o);
                    }
                }
            }
        }
        return outputs;
    }

    @Override
    public Network network() {
        return feedback.remove(shape, weights);
    }

    /** As they are now; those of the decoder's feedback stand behind those of the latent vector. */
    float[] weights() {
        return weights.clone();
    }

    /**
     * The gradient of the mean squared error over all windows, steps and outputs of one segment, in the order of the model
     * file. Segment 0 begins with no memory, another one with what the call for the one before it left.
     */
    float[] gradient(Batch batch, int segment) {
        encoder.forEach(layer -> layer.gradient.clear());
        decoder.forEach(layer -> layer.gradient.clear());
        head.gradient.clear();
        if (latent != null) {
            latent.gradient.clear();
        }
        forward(batch, segment, true).backward(batch, recipe.firstStep(segment));
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

    private Pass forward(Batch batch, int segment, boolean training) {
        Pass pass = passes.computeIfAbsent(new Size(batch.windows(), recipe.stepsOf(segment)), this::newPass);
        pass.forward(batch, recipe.firstStep(segment), segment == 0 ? null : last, training);
        last = pass;
        return pass;
    }

    private Pass newPass(Size size) {
        StackTape first = stackTape(encoder, size);
        if (latent == null) {
            return new Pass(first, null, dense(head, first.last(), 0, recipe.dropout()), shape);
        }
        LatentTape bottleneck = new LatentTape(
                dense(latent, first.last(), size.steps() - 1, 0), stackTape(decoder, size), recipe.decoder(), shape);
        DenseTape output = dense(head, bottleneck.decoder().last(), 0, recipe.dropout());
        return new Pass(first, bottleneck, output, shape);
    }

    private StackTape stackTape(List<LstmWeights> layers, Size size) {
        return new StackTape(kernel, layers, size.windows(), size.steps(), recipe.dropout(), dropped);
    }

    private DenseTape dense(DenseWeights layer, LstmTape below, int firstStep, double rate) {
        Dropout dropout =
                new Dropout(rate, dropped, below.steps() - firstStep, below.batch(), below.block(), layer.inputs);
        return new DenseTape(kernel, layer, below, firstStep, dropout);
    }
}
