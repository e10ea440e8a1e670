package io.bellwether.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.trainer.threads.Workers;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds every figure to those that an independent implementation in Python gave, once, for the series in the resources:
 * random ones, each with another trouble: ties, gaps, events at both ends, negative scores, no events, no times.
 */
class ReferenceTest {
    private static final double TOLERANCE = 1e-9; // relative, above 1

    private static Path resource(String name) throws Exception {
        URL url = Objects.requireNonNull(ReferenceTest.class.getResource("/evaluation/" + name), name);
        return Path.of(url.toURI());
    }

    /** For several lengths of the longest buffer around an event. */
    @ParameterizedTest
    @ValueSource(ints = {0, 33, 100})
    void figures_ofKnownSeries_areThoseOfTheReference(int window) throws Exception {
        JsonNode reference =
                new ObjectMapper().readTree(resource("expected.json").toFile()).path(Integer.toString(window));
        Map<String, LabelledSeries> series = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> file : reference.path("files").properties()) {
            series.put(
                    file.getKey(), LabelledFile.read(resource(file.getKey()), null, Duration.ofSeconds(1), note -> {}));
        }

        Evaluation evaluation = Evaluation.of(series, window, new Workers(1));

        assertThat(series).hasSize(5);
        for (String file : series.keySet()) {
            Quality quality = Objects.requireNonNull(evaluation.files().get(file));
            compare(file, reference.path("files").path(file), measure -> measure.of(quality));
        }
        compare("pooled", reference.path("pooled"), measure -> measure.of(evaluation.pooled()));
        compare("mean", reference.path("mean"), evaluation::mean);
    }

    private static void compare(String what, JsonNode reference, ToDoubleFunction<Measure> ours) {
        for (Measure measure : Measure.values()) {
            JsonNode figure = reference.path(measure.key());
            assertThat(figure.isMissingNode())
                    .as("%s lacks %s", what, measure)
                    .isEqualTo(what.equals("pooled") && !measure.isPooled());
            double expected = figure.asDouble(Double.NaN);
            double actual = ours.applyAsDouble(measure);
            if (Double.isNaN(expected)) {
                assertThat(actual).as("%s of %s", measure, what).isNaN();
            } else {
                double scale = Math.max(1, Math.abs(expected));
                assertThat(actual).as("%s of %s", measure, what).isCloseTo(expected, within(TOLERANCE * scale));
            }
        }
    }
}
