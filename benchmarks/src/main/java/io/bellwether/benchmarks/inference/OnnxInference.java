package io.bellwether.benchmarks.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.bellwether.network.LstmLayer;
import io.bellwether.network.LstmPredictor;
import io.bellwether.network.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ONNX Runtime, all optimisations on, with its tensors allocated once: the fastest way its Java API has. */
final class OnnxInference implements InferenceEngine {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    @Override
    public String title() {
        return "ONNX Runtime " + environment.getVersion();
    }

    @Override
    public BatchScorer load(Network network, Workload workload, int batch) {
        byte[] model = OnnxGraph.of(network, workload.steps(), batch, workload.isStateful());
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            List<Integer> hidden = workload.isStateful() && network instanceof LstmPredictor predictor
                    ? predictor.stack().layers().stream().map(LstmLayer::hidden).toList()
                    : List.of();
            long[] shape = {workload.steps(), batch, network.sensors()};
            return new Scorer(environment.createSession(model, options), shape, hidden);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Scorer implements BatchScorer {
        private final OrtSession session;
        private final Tensor input;
        private final Tensor output;
        // The state goes from one set of tensors into the other, and in the next call back again.
        private final List<Map<String, OnnxTensor>> inputs = List.of(new HashMap<>(), new HashMap<>());
        private final List<Map<String, OnnxTensor>> outputs = List.of(new HashMap<>(), new HashMap<>());
        private int turn;

        Scorer(OrtSession session, long[] shape, List<Integer> hidden) throws OrtException {
            this.session = session;
            this.input = new Tensor(shape);
            this.output = new Tensor(shape);
            for (int t = 0; t < 2; t++) {
                inputs.get(t).put(OnnxGraph.INPUT, input.tensor);
                outputs.get(t).put(OnnxGraph.OUTPUT, output.tensor);
            }
            List<String> names = new ArrayList<>();
            for (int l = 0; l < hidden.size(); l++) {
                names.addAll(List.of("h" + l, "c" + l));
            }
            for (int s = 0; s < names.size(); s++) {
                for (int t = 0; t < 2; t++) {
                    OnnxTensor state = new Tensor(new long[] {1, shape[1], hidden.get(s / 2)}).tensor;
                    inputs.get(t).put(names.get(s), state);
                    outputs.get(1 - t).put(names.get(s) + OnnxGraph.NEXT, state);
                }
            }
        }

        @Override
        public void score(float[][] frames, float[][] into) {
            input.values.rewind();
            for (float[] frame : frames) {
                input.values.put(frame);
            }
            try {
                session.run(inputs.get(turn), outputs.get(turn)).close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
            turn = 1 - turn;
            output.values.rewind();
            for (float[] frame : into) {
                output.values.get(frame);
            }
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A tensor over memory that Java sees too. */
    private final class Tensor {
        final FloatBuffer values;
        final OnnxTensor tensor;

        Tensor(long[] shape) throws OrtException {
            int size = Float.BYTES;
            for (long dimension : shape) {
                size *= (int) dimension;
            }
            values = ByteBuffer.allocateDirect(size)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            tensor = OnnxTensor.createTensor(environment, values, shape);
        }
    }
}
