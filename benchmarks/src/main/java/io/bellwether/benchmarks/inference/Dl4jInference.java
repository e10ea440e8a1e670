package io.bellwether.benchmarks.inference;

import io.bellwether.network.Network;
import io.bellwether.trainer.export.Dl4jWeights;
import io.bellwether.trainer.fit.Dl4jEngine;
import io.bellwether.trainer.network.Dl4jConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** DL4J on one thread. */
final class Dl4jInference implements InferenceEngine {
    private final Dl4jEngine engine = new Dl4jEngine();

    @Override
    public String title() {
        return "DL4J " + engine.libraries().get("deeplearning4j");
    }

    @Override
    public BatchScorer load(Network network, Workload workload, int batch) {
        MultiLayerNetwork dl4j =
                new MultiLayerNetwork(Dl4jConfiguration.of(network.shape(), workload.steps(), new NoOp()));
        dl4j.init();
        Dl4jWeights.write(network, dl4j);
        return workload.isStateful()
                ? new StepScorer(dl4j, batch, network.sensors())
                : new WindowScorer(dl4j, batch, network.sensors());
    }

    private record StepScorer(MultiLayerNetwork network, int batch, int sensors) implements BatchScorer {
        @Override
        public void score(float[][] frames, float[][] outputs) {
            try (INDArray x = Nd4j.create(frames[0], new long[] {batch, sensors, 1}, 'c');
                    INDArray y = network.rnnTimeStep(x)) {
                float[] values = y.dup('c').data().asFloat();
                System.arraycopy(values, 0, outputs[0], 0, values.length);
            }
        }

        @Override
        public void close() {
            network.close();
        }
    }

    private record WindowScorer(MultiLayerNetwork network, int batch, int sensors) implements BatchScorer {
        @Override
        public void score(float[][] frames, float[][] outputs) {
            int steps = frames.length;
            float[] flat = new float[batch * sensors * steps]; // (batch, sensors, steps)
            for (int t = 0; t < steps; t++) {
                for (int i = 0; i < batch * sensors; i++) {
                    flat[i * steps + t] = frames[t][i];
                }
            }
            try (INDArray x = Nd4j.create(flat, new long[] {batch, sensors, steps}, 'c');
                    INDArray y = network.output(x, false)) {
                float[] values = y.dup('c').data().asFloat();
                for (int t = 0; t < steps; t++) {
                    for (int i = 0; i < batch * sensors; i++) {
                        outputs[t][i] = values[i * steps + t];
                    }
                }
            }
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
