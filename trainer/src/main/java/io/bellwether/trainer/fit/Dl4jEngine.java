package io.bellwether.trainer.fit;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.trainer.config.Decoder;
import io.bellwether.trainer.config.FitConfig;
import io.bellwether.trainer.export.Dl4jWeights;
import io.bellwether.trainer.network.Dl4jConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Trains with DL4J on the CPU, one thread per network. */
public final class Dl4jEngine implements Engine {

    /** Loads the native library. */
    public Dl4jEngine() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        // Networks train side by side; more threads within one change the order of sums, and slow it down.
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.factory().blas().setMaxThreads(1);
    }

    @Override
    public String name() {
        return "dl4j";
    }

    @Override
    public Optional<String> refusal(NetworkKind kind, FitConfig config) {
        if (config.truncate() != 0) {
            return Optional.of("DL4J cannot leave out single missing values when it truncates backpropagation");
        }
        return config.decoder() == Decoder.OWN
                ? Optional.of("DL4J cannot feed a decoder its own output")
                : Optional.empty();
    }

    @Override
    public Map<String, String> libraries() {
        Properties maven = new Properties();
        try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(
                "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
            if (in != null) {
                maven.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the version of DL4J from its jar", e);
        }
        return Map.of("deeplearning4j", maven.getProperty("version", "unknown"));
    }

    @Override
    public Learner learner(Network start, Recipe recipe) {
        Map<Integer, Double> rates = new HashMap<>();
        for (int update = 0; update < recipe.schedule().updates(); update++) {
            rates.put(update, recipe.schedule().rate(update));
        }
        Adam adam = new Adam(new MapSchedule(ScheduleType.ITERATION, rates));
        double dropped = recipe.dropout();
        MultiLayerNetwork network = new MultiLayerNetwork(
                // DL4J's dropout takes the probability to keep.
                Dl4jConfiguration.of(
                        start.shape(),
                        recipe.steps(),
                        recipe.decoder(),
                        adam,
                        recipe.seed(),
                        () -> dropped > 0 ? new Dropout(1 - dropped) : null));
        network.init(); // seeds what this thread drops
        Dl4jWeights.write(start, network);
        return new Dl4jLearner(network, start);
    }

    private static final class Dl4jLearner implements Learner {
        private final MultiLayerNetwork network;
        private final Network start;
        private final GradientClip clip = new GradientClip();

        Dl4jLearner(MultiLayerNetwork network, Network start) {
            this.network = network;
            this.start = start;
            network.setListeners(clip);
        }

        @Override
        public void update(Batch batch) {
            clip.terms = (double) batch.windows() * batch.steps();
            try (INDArray input = Nd4j.create(batch.input, batch.shape(), 'c');
                    INDArray target = Nd4j.create(batch.target, batch.targetShape(), 'c');
                    INDArray mask = Nd4j.create(batch.mask, batch.targetShape(), 'c')) {
                network.fit(input, target, null, mask);
            }
        }

        @Override
        public float[] outputs(Batch batch) {
            try (INDArray input = Nd4j.create(batch.input, batch.shape(), 'c');
                    INDArray output = network.output(input, false)) {
                return output.dup('c').data().asFloat();
            }
        }

        @Override
        public Network network() {
            return Dl4jWeights.read(network, start.shape());
        }
    }

    /** Clips by the norm over all weights; DL4J's own clipping knows only single layers. */
    private static final class GradientClip extends BaseTrainingListener {
        private double terms; // DL4J sums the squared errors over windows and steps: this makes a mean of them

        @Override
        public void onGradientCalculation(Model model) {
            INDArray gradient = ((MultiLayerNetwork) model).getFlattenedGradients();
            double norm = gradient.norm2Number().doubleValue() / terms;
            if (norm > Learner.MAX_GRADIENT_NORM) {
                gradient.muli(Learner.MAX_GRADIENT_NORM / norm);
            }
        }
    }
}
