package io.bellwether.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    private static final float HALF = (float) Math.sqrt(0.5);

    @Test
    void expect_withoutAComponent_isTheMean() {
        PrincipalComponents zScore = new PrincipalComponents(new float[] {1, -2}, new float[0]);
        float[] expected = new float[2];

        zScore.expect(new float[] {9, 9}, expected);

        assertThat(expected).containsExactly(1, -2);
        assertThat(zScore.shape().kind()).isEqualTo(NetworkKind.Z_SCORE);
    }

    @Test
    void expect_withAComponent_isTheNearestPointOnItsLine() {
        PrincipalComponents pca = new PrincipalComponents(new float[] {1, 1}, new float[] {HALF, HALF});
        float[] expected = new float[2];

        pca.expect(new float[] {4, 2}, expected);

        assertThat(expected).usingComparatorWithPrecision(1e-6f).containsExactly(3, 3);
        assertThat(pca.shape()).isEqualTo(new NetworkShape(NetworkKind.PCA, 2, List.of(), 1, 0, 1));
    }

    @Test
    void weights_writtenAndRead_areTheSame() {
        PrincipalComponents pca = new PrincipalComponents(new float[] {1, 2, 3}, new float[] {0, 1, 0, 1, 0, 0});
        FloatBuffer buffer = FloatBuffer.allocate(pca.shape().weightCount());

        NetworkWeights.write(pca, buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        PrincipalComponents read = (PrincipalComponents) NetworkWeights.read(pca.shape(), buffer.flip());

        assertThat(read.mean()).isEqualTo(pca.mean());
        assertThat(read.components()).isEqualTo(pca.components());
    }

    @Test
    void components_asManyAsSensors_areRefused() {
        assertThatThrownBy(() -> new PrincipalComponents(new float[1], new float[] {1}))
                .hasMessageContaining("fewer components than sensors");
        assertThatThrownBy(() -> new PrincipalComponents(new float[2], new float[3]))
                .hasMessageContaining("rows of 2, but hold 3");
    }
}
