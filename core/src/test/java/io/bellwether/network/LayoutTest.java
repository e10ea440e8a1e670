package io.bellwether.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows and lanes are two layouts of one arithmetic, whatever this machine would choose. */
class LayoutTest {
    private static final int INPUTS = 3;
    private static final int STEPS = 2_000;

    static Stream<Arguments> sizes() {
        return Stream.of(new PlainKernel(), Kernels.BEST)
                .flatMap(kernel -> Stream.of(1, 2, 10, 64)
                        .flatMap(hidden -> Stream.of(1, 5, kernel.block(), kernel.block() + 1, 3 * kernel.block() - 1)
                                .map(batch -> Arguments.of(kernel, hidden, batch))));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void rowsAndLanes_sameInputs_giveTheSameBits(Kernel kernel, int hidden, int batch) {
        SplittableRandom random = new SplittableRandom(1);
        LstmLayer layer = layer(hidden, kernel, random);
        for (int outputs : new int[] {1, 5, 6, 16, 17, 40}) {
            for (Activation activation : Activation.values()) {
                DenseLayer dense = dense(hidden, outputs, activation, kernel, random);
                LstmMemory rows = layer.newRows(batch, 1);
                LstmMemory lanes = layer.newLanes(batch);
                for (int t = 0; t < 3; t++) {
                    step(layer, random.split(), rows, lanes, batch);
                    assertThat(outputs(lanes, dense, batch)).isEqualTo(outputs(rows, dense, batch));
                }
                assertThat(bytes(lanes)).isEqualTo(bytes(rows));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void written_inOneLayout_goesOnInTheOther(Kernel kernel, int hidden, int batch) {
        SplittableRandom random = new SplittableRandom(2);
        LstmLayer layer = layer(hidden, kernel, random);
        LstmMemory rows = layer.newRows(batch, 1);
        LstmMemory lanes = layer.newLanes(batch);
        step(layer, random, rows, lanes, batch);

        LstmMemory rowsAgain = layer.newRows(batch, 1);
        rowsAgain.read(ByteBuffer.wrap(bytes(lanes)));
        LstmMemory lanesAgain = layer.newLanes(batch);
        lanesAgain.read(ByteBuffer.wrap(bytes(rows)));
        step(layer, random.split(), rowsAgain, lanesAgain, batch);
        assertThat(bytes(lanesAgain)).isEqualTo(bytes(rowsAgain)).isNotEqualTo(bytes(rows));

        lanesAgain.reset();
        assertThat(bytes(lanesAgain)).containsOnly(0);
    }

    /** The heads of few outputs and of many, in both kernels and layouts. */
    @Test
    void step_inTheSteadyState_allocatesNothing() {
        for (Kernel kernel : new Kernel[] {new PlainKernel(), Kernels.BEST}) {
            SplittableRandom random = new SplittableRandom(3);
            LstmLayer layer = layer(16, kernel, random);
            int batch = kernel.block();
            for (int outputs : new int[] {8, 40}) {
                DenseLayer dense = dense(16, outputs, Activation.IDENTITY, kernel, random);
                for (LstmMemory memory : new LstmMemory[] {layer.newRows(1, 1), layer.newLanes(batch)}) {
                    float[] scratch = new float[memory.scratch()];
                    float[] out = new float[batch * dense.width()];
                    long least = Long.MAX_VALUE; // until the compiler is done, vectors are objects
                    for (int round = 0; round < 100 && least >= STEPS; round++) {
                        long before = allocated();
                        for (int t = 0; t < STEPS; t++) {
                            layer.run(memory, 1, scratch);
                            memory.apply(dense, 1, out);
                        }
                        least = Math.min(least, allocated() - before);
                    }
                    assertThat(least)
                            .as("%s, %d outputs, %s", kernel.name(), outputs, memory)
                            .isLessThan(STEPS); // the measurement itself takes some
                }
            }
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static void step(LstmLayer layer, SplittableRandom random, LstmMemory rows, LstmMemory lanes, int batch) {
        float[] x = random(batch * INPUTS, random);
        for (LstmMemory memory : new LstmMemory[] {rows, lanes}) {
            for (int b = 0; b < batch; b++) {
                memory.input(0, b, x, b * INPUTS);
            }
            layer.run(memory, 1, new float[memory.scratch()]);
        }
    }

    private static float[] outputs(LstmMemory memory, DenseLayer dense, int batch) {
        float[] padded = new float[batch * dense.width()];
        memory.apply(dense, 1, padded);
        float[] outputs = new float[batch * dense.outputs()];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(padded, b * dense.width(), outputs, b * dense.outputs(), dense.outputs());
        }
        return outputs;
    }

    private static byte[] bytes(LstmMemory memory) {
        ByteBuffer bytes = ByteBuffer.allocate(memory.size());
        memory.write(bytes);
        return bytes.array();
    }

    private static LstmLayer layer(int hidden, Kernel kernel, SplittableRandom random) {
        float[] weights = random((INPUTS + hidden) * 4 * hidden, random);
        return new LstmLayer(INPUTS, hidden, weights, random(4 * hidden, random), kernel);
    }

    private static DenseLayer dense(
            int inputs, int outputs, Activation activation, Kernel kernel, SplittableRandom random) {
        return new DenseLayer(
                inputs, outputs, activation, random(inputs * outputs, random), random(outputs, random), kernel);
    }

    private static float[] random(int count, SplittableRandom random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }
}
