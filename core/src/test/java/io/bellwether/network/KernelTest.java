package io.bellwether.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replay on another machine stands on this: every kernel gives the same bits. */
class KernelTest {
    @Test
    void best_withTheVectorModule_isTheVectorKernel() {
        assertThat(Kernels.active()).startsWith("vector-");
    }

    @Test
    void vectorAndPlain_everyLayerAndSize_giveTheSameBits() throws Exception {
        assertThat(KernelDigest.digest(Kernels.BEST)).isEqualTo(KernelDigest.digest(new PlainKernel()));
    }

    /** Other widths, and no vectors at all, each in a JVM of its own. */
    @ParameterizedTest
    @CsvSource({"16, vector-128", "32, vector-256", "64, vector-512", "0, plain"})
    void widths_everyLayerAndSize_giveTheSameBits(int maxVectorSize, String kernel) throws Exception {
        List<String> flags = maxVectorSize == 0
                ? List.of()
                : List.of("--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=" + maxVectorSize);

        String[] answer = run(flags).split(" ", -1);

        assumeTrue(answer[0].equals(kernel), () -> "this machine has no " + kernel + ", it ran " + answer[0]);
        assertThat(answer[1]).isEqualTo(KernelDigest.digest(new PlainKernel()));
    }

    /** That the digest gets there: at 128 bits a row of a wide band is short, so only a large matrix is split. */
    @Test
    void digest_atEveryVectorWidth_hasAMatrixWhoseWideBandsAreSplit() {
        for (int lanes : new int[] {4, 8, 16}) {
            PackedMatrix matrix = new PackedMatrix(
                    KernelDigest.MANY_INPUTS + KernelDigest.MANY_HIDDEN, 4 * KernelDigest.MANY_HIDDEN, lanes);

            assertThat(matrix.columns(0)).as("%d lanes", lanes).isEqualTo(PackedMatrix.HALF * lanes);
        }
    }

    private static String run(List<String> flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-Xmx256m", "-cp", System.getProperty("java.class.path"), "io.bellwether.network.KernelDigest"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("exit code of %s", command).isZero();
            return line;
        } finally {
            process.destroyForcibly();
        }
    }
}
