package io.bellwether.benchmarks.inference;

import io.bellwether.network.Kernels;
import io.bellwether.network.LstmAutoencoder;
import io.bellwether.network.LstmPredictor;
import io.bellwether.network.RecurrentNetwork;

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
    public BatchScorer load(RecurrentNetwork network, Workload workload, int batch) {
        if (network instanceof LstmPredictor predictor) {
            return new PredictorScorer(predictor, batch, workload.isStateful());
        }
        if (network instanceof LstmAutoencoder autoencoder) {
            return new AutoencoderScorer(autoencoder, batch, workload == Workload.NEWEST);
        }
        throw new IllegalArgumentException("no scorer for " + network.shape());
    }

    private static final class PredictorScorer implements BatchScorer {
        private final LstmPredictor network;
        private final LstmPredictor.State state;
        private final boolean stateful;

        PredictorScorer(LstmPredictor network, int batch, boolean stateful) {
            this.network = network;
            this.state = network.newState(batch);
            this.stateful = stateful;
        }

        @Override
        public void score(float[][] frames, float[][] outputs) {
            if (!stateful) {
                state.reset();
            }
            for (int t = 0; t < frames.length; t++) {
                network.step(frames[t], state, outputs[t]);
            }
        }

        @Override
        public void close() {}
    }

    /** One window after the other: the autoencoder has no batched form. */
    private static final class AutoencoderScorer implements BatchScorer {
        private final LstmAutoencoder network;
        private final LstmAutoencoder.Scratch scratch;
        private final int batch;
        private final boolean newest;
        private final float[][] window; // (steps)(sensors)
        private final float[][] rebuilt; // (steps)(sensors)

        AutoencoderScorer(LstmAutoencoder network, int batch, boolean newest) {
            this.network = network;
            this.scratch = network.newScratch();
            this.batch = batch;
            this.newest = newest;
            window = new float[network.window()][network.sensors()];
            rebuilt = new float[network.window()][network.sensors()];
        }

        @Override
        public void score(float[][] frames, float[][] outputs) {
            int sensors = network.sensors();
            for (int b = 0; b < batch; b++) {
                for (int t = 0; t < frames.length; t++) {
                    System.arraycopy(frames[t], b * sensors, window[t], 0, sensors);
                }
                if (newest) {
                    network.rebuildNewest(window, 0, scratch, rebuilt[0]);
                } else {
                    network.rebuild(window, 0, scratch, rebuilt);
                }
                for (int t = 0; t < outputs.length; t++) {
                    System.arraycopy(rebuilt[t], 0, outputs[t], b * sensors, sensors);
                }
            }
        }

        @Override
        public void close() {}
    }
}
