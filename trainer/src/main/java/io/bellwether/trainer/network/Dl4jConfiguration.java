package io.bellwether.trainer.network;

import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import io.bellwether.trainer.config.Decoder;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A network's structure in DL4J's terms. A predictor is its LSTM layers and an output layer; an autoencoder is encoder
 * layers, the last one's last step, a dense tanh layer, that vector repeated, decoder layers, and an output layer. The
 * layers stand in the same order as {@link io.bellwether.network.NetworkWeights} stores them.
 */
public final class Dl4jConfiguration {
    /** In place of a number of steps: a predictor takes sequences of any length. */
    public static final int ANY_LENGTH = -1;

    private Dl4jConfiguration() {}

    /**
     * The configuration of a network that trains on windows of this many steps.
     *
     * @param updater turns gradients into steps
     */
    public static MultiLayerConfiguration of(NetworkShape shape, int steps, IUpdater updater) {
        return of(shape, steps, Decoder.LATENT, updater, 1, () -> null);
    }

    /**
     * The configuration of a network that trains with dropout.
     *
     * @param decoder what an autoencoder's decoder is fed; not its own output, which DL4J has no layers for
     * @param updater turns gradients into steps
     * @param seed of what is dropped; it also feeds initial weights, which are overwritten
     * @param dropout gives one for every LSTM layer on top of another one, and one for the output layer, in their order
     */
    public static MultiLayerConfiguration of(
            NetworkShape shape,
            int steps,
            Decoder decoder,
            IUpdater updater,
            long seed,
            Supplier<@Nullable IDropout> dropout) {
        if (decoder == Decoder.OWN) {
            throw new IllegalArgumentException("DL4J cannot feed a decoder its own output");
        }
        NeuralNetConfiguration.ListBuilder layers =
                new NeuralNetConfiguration.Builder().seed(seed).updater(updater).list();
        List<Integer> hidden = shape.hidden();
        boolean autoencoder = shape.kind() == NetworkKind.LSTM_AUTOENCODER;
        int inputs = shape.sensors();
        for (int l = 0; l < hidden.size(); l++) {
            LSTM layer = lstm(inputs, hidden.get(l), l == 0 ? null : dropout.get());
            layers.layer(autoencoder && l == hidden.size() - 1 ? new LastTimeStep(layer) : layer);
            inputs = hidden.get(l);
        }
        if (autoencoder) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(inputs)
                    .nOut(shape.latent())
                    .activation(Activation.TANH)
                    .build());
            if (decoder == Decoder.ZEROS) {
                layers.layer(new RepeatVector.Builder<>(1).build());
                layers.layer(new ZeroPadding1DLayer.Builder(0, steps - 1).build());
            } else {
                layers.layer(new RepeatVector.Builder<>(steps).build());
            }
            inputs = shape.latent();
            List<Integer> reversed = shape.decoderHidden();
            for (int l = 0; l < reversed.size(); l++) {
                layers.layer(lstm(inputs, reversed.get(l), l == 0 ? null : dropout.get()));
                inputs = reversed.get(l);
            }
        }
        layers.layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(inputs)
                .nOut(shape.outputs())
                .activation(Activation.IDENTITY)
                .dropOut(dropout.get())
                .build());
        return layers.setInputType(InputType.recurrent(shape.sensors(), steps)).build();
    }

    private static LSTM lstm(int inputs, int hidden, @Nullable IDropout dropout) {
        return new LSTM.Builder()
                .nIn(inputs)
                .nOut(hidden)
                .activation(Activation.TANH)
                .gateActivationFunction(Activation.SIGMOID)
                .dropOut(dropout)
                .build();
    }
}
