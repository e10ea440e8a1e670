package io.bellwether.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.network.PrincipalComponents;
import io.bellwether.scoring.Scaler;
import io.bellwether.trainer.config.NetworkSizes;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.Readings;
import io.bellwether.trainer.errors.RefusedError;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComponentsFitTest {
    private static final int ROWS = 400;

    private static List<Member> fit(NetworkKind kind, int latent, Readings.Signal signal, int sensors) {
        return fit(kind, latent, signal, Collections.nCopies(sensors, true));
    }

    private static List<Member> fit(NetworkKind kind, int latent, Readings.Signal signal, List<Boolean> taken) {
        int sensors = taken.size();
        FrameSeries frames = Readings.frames(ROWS, sensors, signal);
        Scaler unscaled = new Scaler(Collections.nCopies(sensors, 0.0), Collections.nCopies(sensors, 1.0));
        ScaledSeries series = new ScaledSeries(frames, unscaled, new Folds(frames, 4), 0);
        return new ComponentsFit(new NetworkSizes(kind, List.of(16), latent, 10, 30, 1), taken).fit(List.of(series));
    }

    /** Two sensors that follow one cause, the second twice as far, and a third that is small noise. */
    private static double oneCause(int row, int sensor) {
        double cause = Math.sin(row / 7.0);
        double noise = new SplittableRandom(row * 31L + sensor).nextDouble(-0.01, 0.01);
        return (sensor == 0 ? cause : sensor == 1 ? 2 * cause : 0) + noise;
    }

    @Test
    void pca_ofOneCause_findsItsDirectionInEveryFold() {
        List<Member> members = fit(NetworkKind.PCA, 0, ComponentsFitTest::oneCause, 3);

        assertThat(members).hasSize(4).allSatisfy(member -> {
            PrincipalComponents pca = (PrincipalComponents) member.network();
            assertThat(pca.shape().latent()).isEqualTo(1);
            float[] direction = pca.components();
            assertThat(Math.abs(direction[0])).isCloseTo((float) (1 / Math.sqrt(5)), within(1e-3f));
            assertThat(Math.abs(direction[1])).isCloseTo((float) (2 / Math.sqrt(5)), within(1e-3f));
            assertThat(Math.abs(direction[2])).isLessThan(1e-2f);
            assertThat(member.loss()).isLessThan(0.01 * member.naiveLoss());
        });
    }

    @Test
    void pca_ofSensorsOfWhichOneIsNotTaken_leavesItOut() {
        Readings.Signal drifting = (row, s) -> s == 2 ? 0.05 * row : oneCause(row, s);
        List<Member> members = fit(NetworkKind.PCA, 0, drifting, List.of(true, true, false));

        assertThat(members).hasSize(4).allSatisfy(member -> {
            PrincipalComponents pca = (PrincipalComponents) member.network();
            float[] direction = pca.components();
            assertThat(pca.shape().latent()).isEqualTo(1);
            assertThat(Math.abs(direction[1])).isCloseTo((float) (2 / Math.sqrt(5)), within(1e-3f));
            assertThat(direction[2]).isZero();
            assertThat(pca.mean(2)).isZero();
        });
    }

    @Test
    void pca_withANumberOfComponents_takesThatMany() {
        List<Member> members = fit(NetworkKind.PCA, 2, ComponentsFitTest::oneCause, 3);

        PrincipalComponents pca = (PrincipalComponents) members.get(0).network();
        float[] rows = pca.components();
        assertThat(pca.shape().latent()).isEqualTo(2);
        assertThat(rows[0] * rows[3] + rows[1] * rows[4] + rows[2] * rows[5]).isCloseTo(0f, within(1e-6f));
    }

    @Test
    void pca_ofOneSensor_isAZScore() {
        Network only =
                fit(NetworkKind.PCA, 0, ComponentsFitTest::oneCause, 1).get(0).network();

        assertThat(only.shape().kind()).isEqualTo(NetworkKind.Z_SCORE);
    }

    @Test
    void pca_withAsManyComponentsAsSensors_isRefused() {
        assertThatThrownBy(() -> fit(NetworkKind.PCA, 3, ComponentsFitTest::oneCause, 3))
                .isInstanceOf(RefusedError.class)
                .hasMessage("there are no 3 components of 3 sensors that leave anything unexplained, latent: set it to"
                        + " 2 at most, or to 0");
    }

    @Test
    void zScore_ofEveryFold_hasTheMeanOfTheOthers() {
        List<Member> members = fit(NetworkKind.Z_SCORE, 0, (row, s) -> row < ROWS / 4 ? 4 : 1, 1);

        assertThat(members)
                .extracting(member -> ((PrincipalComponents) member.network()).mean(0))
                .containsExactly(1f, 2f, 2f, 2f);
        assertThat(members.get(0).loss()).isCloseTo(9, within(1e-6));
        assertThat(members.get(0).naiveLoss()).isCloseTo(16, within(1e-6));
    }
}
