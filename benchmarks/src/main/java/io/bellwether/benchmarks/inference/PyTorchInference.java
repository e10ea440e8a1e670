package io.bellwether.benchmarks.inference;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.bellwether.benchmarks.pytorch.PyTorch;
import io.bellwether.benchmarks.pytorch.TorchNetwork;
import io.bellwether.network.Network;
import java.nio.FloatBuffer;

/** PyTorch, called from Java: one native call a layer, no gradients. */
final class PyTorchInference implements InferenceEngine {
    private final Engine engine = PyTorch.engine();

    @Override
    public String title() {
        return PyTorch.title(engine);
    }

    @Override
    public BatchScorer load(Network network, Workload workload, int batch) {
        return new Scorer(engine.newBaseManager(), network, batch, workload.isStateful());
    }

    private static final class Scorer implements BatchScorer {
        private final NDManager manager;
        private final TorchNetwork network;
        private final Shape shape; // one step
        private final boolean stateful;
        private NDList state;

        Scorer(NDManager manager, Network network, int batch, boolean stateful) {
            this.manager = manager;
            this.network = new TorchNetwork(manager, network);
            this.shape = new Shape(batch, network.sensors());
            this.stateful = stateful;
            this.state = this.network.zeroState(manager, batch);
        }

        @Override
        public void score(float[][] frames, float[][] outputs) {
            int size = frames[0].length;
            float[] flat = new float[frames.length * size];
            for (int t = 0; t < frames.length; t++) {
                System.arraycopy(frames[t], 0, flat, t * size, size);
            }
            try (NDManager call = manager.newSubManager()) {
                NDArray x = call.create(FloatBuffer.wrap(flat), new Shape(frames.length).addAll(shape));
                NDArray y;
                if (stateful) {
                    NDList next = new NDList();
                    y = network.outputs(x, state, next);
                    next.attach(manager);
                    state.close();
                    state = next;
                } else {
                    y = network.outputs(x, false);
                }
                FloatBuffer values = y.toByteBuffer().asFloatBuffer();
                for (float[] frame : outputs) {
                    values.get(frame);
                }
            }
        }

        @Override
        public void close() {
            manager.close();
        }
    }
}
