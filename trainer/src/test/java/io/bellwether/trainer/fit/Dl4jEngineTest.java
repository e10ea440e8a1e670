package io.bellwether.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import io.bellwether.network.NetworkWeights;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Dl4jEngineTest {
    private static final NetworkShape SHAPE = NetworkShape.predictor(2, List.of(3));
    private static final int STEPS = 4;

    private static Batch batch(float targets, float mask) {
        Batch batch = new Batch(8, 2, STEPS);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < batch.input.length; i++) {
            batch.input[i] = (float) random.nextDouble();
        }
        Arrays.fill(batch.target, targets);
        Arrays.fill(batch.mask, mask);
        return batch;
    }

    private static float[] weights(Network network) {
        FloatBuffer out = FloatBuffer.allocate(network.shape().weightCount());
        NetworkWeights.write(network, out);
        return out.array();
    }

    @Test
    void update_whereNothingCounts_changesNothing() {
        Network start = InitialWeights.draw(SHAPE, new SplittableRandom(1));
        Learner learner = new Dl4jEngine().learner(start, STEPS, new OneCycle(10, 0.01));

        learner.update(batch(5, 0));

        assertThat(weights(learner.network())).isEqualTo(weights(start));
    }

    @Test
    void gradient_ofAnyLength_isShortenedToTheSameStep() {
        // Adam's second step remembers the size of the first: were a huge gradient not clipped, a small one after it
        // would hardly move the weights.
        Network start = InitialWeights.draw(SHAPE, new SplittableRandom(1));
        Learner huge = new Dl4jEngine().learner(start, STEPS, new OneCycle(10, 0.01));
        Learner larger = new Dl4jEngine().learner(start, STEPS, new OneCycle(10, 0.01));

        huge.update(batch(1e4f, 1));
        larger.update(batch(1e5f, 1));
        huge.update(batch(0, 1));
        larger.update(batch(0, 1));

        assertThat(weights(huge.network())).hasSameSizeAs(weights(larger.network()));
        for (int i = 0; i < weights(start).length; i++) {
            assertThat(weights(huge.network())[i]).isCloseTo(weights(larger.network())[i], within(1e-4f));
        }
        assertThat(weights(huge.network())).isNotEqualTo(weights(start));
    }

    @Test
    void schedule_ofOneCycle_risesToThePeakAndFallsToNothing() {
        OneCycle schedule = new OneCycle(200, 0.01);

        assertThat(schedule.rate(0)).isCloseTo(0.01 / 25, within(1e-9));
        assertThat(schedule.rate(59)).isCloseTo(0.01, within(1e-9));
        assertThat(schedule.rate(30)).isBetween(0.003, 0.009);
        assertThat(schedule.rate(199)).isCloseTo(0.01 / 25 / 1e4, within(1e-9));
        assertThat(new OneCycle(1, 0.01).rate(0)).isPositive();
    }

    @Test
    void noise_ofManyDraws_isStandardNormal() {
        Noise noise = new Noise(new SplittableRandom(3));
        double sum = 0;
        double squares = 0;
        int within = 0;
        int count = 200_000;
        for (int i = 0; i < count; i++) {
            double value = noise.next();
            sum += value;
            squares += value * value;
            within += Math.abs(value) < 1 ? 1 : 0;
        }
        assertThat(sum / count).isCloseTo(0, within(0.01));
        assertThat(squares / count).isCloseTo(1, within(0.01));
        assertThat((double) within / count).isCloseTo(0.6827, within(0.005));
    }

    @Test
    void weights_initial_haveForgetBiasOneAndGlorotRange() {
        float[] weights = weights(InitialWeights.draw(NetworkShape.predictor(4, List.of(6)), new SplittableRandom(5)));
        int bias = (4 + 6) * 24;

        for (int i = 0; i < 24; i++) {
            assertThat(weights[bias + i]).isEqualTo(i >= 6 && i < 12 ? 1f : 0f);
        }
        double limit = Math.sqrt(6.0 / 10);
        for (int i = 0; i < 4 * 24; i++) {
            assertThat(Math.abs(weights[i])).isLessThanOrEqualTo((float) limit);
        }
    }
}
