package io.bellwether.benchmarks;

import com.sun.management.ThreadMXBean;
import io.bellwether.alerting.Alert;
import io.bellwether.pipeline.AssetPipeline;
import io.bellwether.pipeline.AssetState;
import io.bellwether.pipeline.PipelineOutput;
import io.bellwether.scoring.Score;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Frames a second through the whole pipeline of one asset, from readings to score, with the trainer's default networks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AssetPipelineBenchmark implements PipelineOutput {
    @Param({"predictor", "autoencoder"})
    public String kind = "predictor";

    @Param({"8", "50"})
    public int sensors = 8;

    @Param("4")
    public int members = 4;

    private AssetPipeline pipeline;
    private AssetState state;
    private String[] names; // (sensors)
    private double[] values; // noise, taken in turn
    private int next;
    private long second;
    private double last;

    @Setup
    public void setUp() {
        pipeline = new AssetPipeline(RandomModel.of(RandomModel.shape(kind, sensors), members), RandomModel.ASSET);
        state = pipeline.newState();
        names = pipeline.features().names().toArray(String[]::new);
        values = new SplittableRandom(1).doubles(4096, -1, 1).toArray();
    }

    @Benchmark
    public double frame(ProcessorTime onCore) {
        long time = second++ * 1000;
        for (String name : names) {
            double value = values[next++ & 4095];
            pipeline.accept(reading(name, time, value), second, state, this);
        }
        return last;
    }

    /** Not inlined, so that a reading is always made, and what it takes can be told from what the pipeline takes. */
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static Reading reading(String sensor, long time, double value) {
        return new Reading(RandomModel.ASSET, sensor, time, value, Quality.GOOD);
    }

    /** What one reading takes on the heap of this JVM. */
    static double bytesPerReading() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Reading[] readings = new Reading[100_000];
        readings[0] = reading("s0", 0, 0); // loads what there is to load
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int r = 0; r < readings.length; r++) {
            readings[r] = reading("s0", r, r);
        }
        long after = threads.getCurrentThreadAllocatedBytes();
        return (double) (after - before) / readings.length;
    }

    @Override
    public void score(Score score, boolean alarm) {
        last = score.value();
    }

    @Override
    public void alert(Alert alert) {
        last = alert.score();
    }
}
