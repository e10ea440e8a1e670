package io.bellwether.benchmarks.inference;

import io.bellwether.network.Kernels;
import io.bellwether.network.LstmAutoencoder;
import io.bellwether.network.LstmPredictor;
import io.bellwether.network.Network;

/** Ours. */
final class BellwetherInference implements InferenceEngine {
    @Override
    public String title() {
        return "Bellwether (" + Kernels.active() + ")";
    }

    @Override
    public boolean does(Workload workload) {
        return true;
    }

    @Override
    public BatchScorer load(Network network, Workload workload, int batch) {
        if (network instanceof LstmPredictor predictor) {
            return workload.isStateful() ? new StepScorer(predictor, batch) : new WindowScorer(predictor, batch);
        }
        if (network instanceof LstmAutoencoder autoencoder) {
            return workload == Workload.NEWEST
                    ? new NewestScorer(autoencoder, batch)
                    : new AutoencoderScorer(autoencoder, batch);
        }
        throw new IllegalArgumentException("no scorer for " + network.shape());
    }

    private static final class StepScorer implements BatchScorer {
        private final LstmPredictor network;
        private final LstmPredictor.State state;

        StepScorer(LstmPredictor network, int batch) {
            this.network = network;
            this.state = network.newState(batch);
        }

        @Override
        public void score(float[][] frames, float[][] outputs) {
            for (int t = 0; t < frames.length; t++) {
                network.step(frames[t], state, outputs[t]);
            }
        }

        @Override
        public void close() {}
    }

    private static final class WindowScorer implements BatchScorer {
        private final LstmPredictor network;
        private final LstmPredictor.State state;

        WindowScorer(LstmPredictor network, int batch) {
            this.network = network;
            this.state = network.newStateAhead(batch);
        }

        @Override
        public void score(float[][] frames, float[][] outputs) {
            state.reset();
            network.forecast(frames, state, outputs);
        }

        @Override
        public void close() {}
    }

    private static final class AutoencoderScorer implements BatchScorer {
        private final LstmAutoencoder network;
        private final LstmAutoencoder.Scratch scratch;

        AutoencoderScorer(LstmAutoencoder network, int batch) {
            this.network = network;
            scratch = network.newScratch(batch);
        }

        @Override
        public void score(float[][] frames, float[][] outputs) {
            network.rebuild(frames, scratch, outputs);
        }

        @Override
        public void close() {}
    }

    /** One window after the other, as the pipeline of an asset has them. */
    private static final class NewestScorer implements BatchScorer {
        private final LstmAutoencoder network;
        private final LstmAutoencoder.Scratch scratch;
        private final int batch;
        private final float[][] window; // (steps)(sensors)
        private final float[] rebuilt; // (sensors)

        NewestScorer(LstmAutoencoder network, int batch) {
            this.network = network;
            this.scratch = network.newScratch();
            this.batch = batch;
            window = new float[network.window()][network.sensors()];
            rebuilt = new float[network.sensors()];
        }

        @Override
        public void score(float[][] frames, float[][] outputs) {
            int sensors = network.sensors();
            for (int b = 0; b < batch; b++) {
                for (int t = 0; t < frames.length; t++) {
                    System.arraycopy(frames[t], b * sensors, window[t], 0, sensors);
                }
                network.rebuildNewest(window, 0, scratch, rebuilt);
                System.arraycopy(rebuilt, 0, outputs[0], b * sensors, sensors);
            }
        }

        @Override
        public void close() {}
    }
}
