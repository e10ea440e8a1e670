package io.bellwether.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.trainer.config.Decoder;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {
    @ParameterizedTest
    @CsvSource({
        "501, 50, 11, 45",
        "500, 50, 10, 50",
        "9, 4, 3, 3",
        "9, 5, 2, 4",
        "7, 6, 2, 3",
        "6, 6, 1, 6",
        "30, 0, 1, 30"
    })
    void segments_anySequence_areOfEqualLengthToAStepAndCoverIt(int steps, int truncate, int segments, int shortest) {
        Recipe recipe = new Recipe(steps, new OneCycle(10, 1e-2), 0, truncate, Decoder.LATENT, 1);

        int[] lengths =
                IntStream.range(0, recipe.segments()).map(recipe::stepsOf).toArray();

        assertThat(lengths).hasSize(segments);
        assertThat(IntStream.of(lengths).sum()).isEqualTo(steps);
        assertThat(IntStream.of(lengths).min()).hasValue(shortest);
        assertThat(IntStream.of(lengths).max().orElseThrow() - shortest).isBetween(0, 1);
        assertThat(lengths[0]).isEqualTo(IntStream.of(lengths).max().orElseThrow());
        assertThat(recipe.firstStep(0)).isZero();
        assertThat(recipe.firstStep(segments)).isEqualTo(steps);
    }
}
