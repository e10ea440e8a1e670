package io.bellwether.benchmarks.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnginesTest {
    static Stream<Arguments> workloads() {
        return Stream.of(EngineName.BELLWETHER, EngineName.ONNXRUNTIME, EngineName.DEEPLEARNING4J)
                .flatMap(engine -> Stream.of(Workload.values()).map(workload -> Arguments.of(engine, workload)));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void engine_ourWeights_givesOurOutputs(EngineName name, Workload workload) throws UnavailableEngineException {
        InferenceEngine engine = name.open();
        if (!engine.does(workload)) {
            return;
        }
        Network network = RandomNetwork.of(workload.shape(), 7);

        try (BatchScorer scorer = engine.load(network, workload, 3)) {
            assertThat(Agreement.largestDifference(network, workload, 3, scorer))
                    .isLessThan(Agreement.TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void engine_otherWeights_isFoundOut(EngineName name, Workload workload) throws UnavailableEngineException {
        InferenceEngine engine = name.open();
        if (!engine.does(workload)) {
            return;
        }

        try (BatchScorer scorer = engine.load(RandomNetwork.of(workload.shape(), 7), workload, 3)) {
            Network other = RandomNetwork.of(workload.shape(), 8);
            assertThat(Agreement.largestDifference(other, workload, 3, scorer)).isGreaterThan(0.01);
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void onnx_stackedLayers_givesOurOutputs(NetworkShape shape, Workload workload) throws UnavailableEngineException {
        Network network = RandomNetwork.of(shape, 7);

        try (BatchScorer scorer = EngineName.ONNXRUNTIME.open().load(network, workload, 2)) {
            assertThat(Agreement.largestDifference(network, workload, 2, scorer))
                    .isLessThan(Agreement.TOLERANCE);
        }
    }

    static Stream<Arguments> stacks() {
        return Stream.of(
                Arguments.of(NetworkShape.predictor(3, List.of(9, 5)), Workload.STEP),
                Arguments.of(NetworkShape.predictor(3, List.of(9, 5)), Workload.PREDICTOR),
                Arguments.of(NetworkShape.autoencoder(3, List.of(9, 5), 2, 64), Workload.AUTOENCODER));
    }
}
