package io.bellwether.benchmarks;

import io.bellwether.benchmarks.inference.Agreement;
import io.bellwether.benchmarks.inference.BatchScorer;
import io.bellwether.benchmarks.inference.EngineName;
import io.bellwether.benchmarks.inference.RandomNetwork;
import io.bellwether.benchmarks.inference.UnavailableEngineException;
import io.bellwether.benchmarks.inference.Workload;
import io.bellwether.network.Network;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Calls a second of one engine on one thread, each call a whole batch, from Java arrays to Java arrays; an engine whose
 * outputs are not ours is refused before it is timed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class InferenceBenchmark {
    @Param({"BELLWETHER", "ONNXRUNTIME", "PYTORCH", "DEEPLEARNING4J"})
    public EngineName engine = EngineName.BELLWETHER;

    @Param({"STEP", "PREDICTOR", "AUTOENCODER", "PREDICTOR_LARGE"})
    public Workload workload = Workload.STEP;

    @Param({"1", "32"})
    public int batch = 1;

    private BatchScorer scorer;
    private float[][] frames; // (steps)(batch, sensors)
    private float[][] outputs; // (output steps)(batch, sensors)

    @Setup
    public void setUp() throws UnavailableEngineException {
        Network network = RandomNetwork.of(workload.shape(), 1);
        scorer = engine.open().load(network, workload, batch);
        Agreement.require(network, workload, batch, scorer);
        frames = RandomNetwork.inputs(workload.steps(), batch * network.sensors(), 2);
        outputs = new float[workload.outputSteps()][batch * network.sensors()];
    }

    @Benchmark
    public float[][] score(ProcessorTime onCore) {
        scorer.score(frames, outputs);
        return outputs;
    }

    @TearDown
    public void tearDown() {
        scorer.close();
    }
}
