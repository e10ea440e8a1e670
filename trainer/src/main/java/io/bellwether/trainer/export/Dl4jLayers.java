package io.bellwether.trainer.export;

import io.bellwether.network.NetworkShape;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.network.Dl4jConfiguration;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.learning.config.NoOp;

/** Tells whether DL4J's layers are those of a model, in words that a user can compare. */
final class Dl4jLayers {
    private Dl4jLayers() {}

    /** @throws RefusedError when they are not; the line names the first that differs */
    static void require(MultiLayerConfiguration found, NetworkShape shape, Path file) {
        List<String> wanted = describe(Dl4jConfiguration.of(shape, Math.max(1, shape.window()), new NoOp()));
        List<String> given = describe(found);
        for (int l = 0; l < Math.min(wanted.size(), given.size()); l++) {
            if (!given.get(l).equals(wanted.get(l))) {
                throw new RefusedError("layer " + l + " is '" + given.get(l) + "', " + file + ": the model has '"
                        + wanted.get(l) + "' there; import networks of its own structure");
            }
        }
        if (given.size() != wanted.size()) {
            throw new RefusedError("the network has " + given.size() + " layers, " + file + ": the model has "
                    + wanted.size() + "; import networks of its own structure");
        }
    }

    private static List<String> describe(MultiLayerConfiguration configuration) {
        return configuration.getConfs().stream()
                .map(NeuralNetConfiguration::getLayer)
                .map(Dl4jLayers::describe)
                .toList();
    }

    private static String describe(Layer layer) {
        if (layer instanceof LastTimeStep last) {
            return "last step of " + describe(last.getUnderlying());
        }
        if (layer instanceof LSTM lstm) {
            return "LSTM " + lstm.getNIn() + " to " + lstm.getNOut() + ", " + lstm.getActivationFn() + ", gates "
                    + lstm.getGateActivationFn();
        }
        if (layer instanceof DenseLayer dense) {
            return "dense " + dense.getNIn() + " to " + dense.getNOut() + ", " + dense.getActivationFn()
                    + (dense.isHasBias() ? "" : ", without bias") + (dense.isHasLayerNorm() ? ", normalised" : "");
        }
        if (layer instanceof RepeatVector repeated) {
            return "repeated " + repeated.getN() + " times";
        }
        if (layer instanceof RnnOutputLayer output) {
            return "output " + output.getNIn() + " to " + output.getNOut() + ", " + output.getActivationFn()
                    + (output.isHasBias() ? "" : ", without bias");
        }
        return layer.getClass().getSimpleName();
    }
}
