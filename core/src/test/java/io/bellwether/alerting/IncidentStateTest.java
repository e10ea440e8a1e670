package io.bellwether.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentStateTest {
    private static final AlertPolicy THREE_OF_FIVE = AlertPolicy.defaults();

    /** Q quiet, R rising, F firing, C cooling down; one letter per ratio. */
    static Stream<Arguments> courses() {
        return Stream.of(
                Arguments.of("never above", new double[] {0, 0.5, 1, 1}, "QQQQ"),
                Arguments.of("one spike", new double[] {9, 0, 0, 0, 0, 0}, "RRRRRQ"),
                Arguments.of("three in a row open", new double[] {2, 2, 2}, "RRF"),
                Arguments.of("three of five open", new double[] {2, 0, 2, 0, 2}, "RRRRF"),
                Arguments.of("three of six do not", new double[] {2, 0, 0, 2, 0, 2}, "RRRRRR"),
                Arguments.of("back below closes", new double[] {2, 2, 2, 2, 1}, "RRFFQ"),
                Arguments.of("a third of the peak releases", new double[] {9, 9, 9, 3, 2.6}, "RRFFC"),
                Arguments.of("cooled down", new double[] {9, 9, 9, 2.6, 2, 1.5, 0.9}, "RRFCCCQ"),
                Arguments.of("re-arms at 1.6", new double[] {9, 9, 9, 2, 3.1, 3.2, 3.2, 3.2}, "RRFCCRRF"),
                Arguments.of("closed, then again", new double[] {2, 2, 2, 0, 2, 2, 2}, "RRFQRRF"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("courses")
    void next_course_passesTheStates(String name, double[] ratios, String expected) {
        IncidentState state = IncidentState.quiet();
        StringBuilder course = new StringBuilder();
        for (int t = 0; t < ratios.length; t++) {
            state = moved(state).next(t, ratios[t], 100 + t, THREE_OF_FIVE);
            course.append(letter(state));
        }
        assertThat(course).hasToString(expected);
    }

    @Test
    void next_opened_remembersWhereItBeganAndItsPeak() {
        IncidentState state = IncidentState.quiet();
        for (int t = 0; t < 5; t++) {
            state = state.next(t, t == 3 ? 4 : 2, 100 + t, THREE_OF_FIVE);
        }

        assertThat(state).isEqualTo(new IncidentState.Firing(2, 102, 4));
        assertThat(THREE_OF_FIVE.severity(4)).isEqualTo(Severity.CRITICAL);
        assertThat(THREE_OF_FIVE.severity(2.9)).isEqualTo(Severity.WARNING);
    }

    @Test
    void policy_ofOne_opensAtOnce() {
        AlertPolicy atOnce = new AlertPolicy(1, 1, 0, 1, 3);

        assertThat(IncidentState.quiet().next(7, 1.1, 8, atOnce)).isEqualTo(new IncidentState.Firing(7, 8, 1.1));
    }

    @Test
    void policy_nonsense_isRefused() {
        assertThatThrownBy(() -> new AlertPolicy(4, 3, 0.3, 1.6, 3)).hasMessageContaining("not 4 of 3");
        assertThatThrownBy(() -> new AlertPolicy(1, 33, 0.3, 1.6, 3)).hasMessageContaining("not 1 of 33");
        assertThatThrownBy(() -> new AlertPolicy(3, 5, 1, 1.6, 3)).hasMessageContaining("release fraction");
        assertThatThrownBy(() -> new AlertPolicy(3, 5, 0.3, 0.9, 3)).hasMessageContaining("re-arm factor");
        assertThatThrownBy(() -> new AlertPolicy(3, 5, 0.3, 1.6, Double.NaN)).hasMessageContaining("critical ratio");
    }

    @Test
    void id_sameIncident_isTheSameAndElseDiffers() {
        String id = Alert.id("pump-1", Alert.Type.ANOMALY, "", 1000);

        assertThat(Alert.id("pump-1", Alert.Type.ANOMALY, "", 1000)).isEqualTo(id);
        assertThat(Alert.id("pump-2", Alert.Type.ANOMALY, "", 1000)).isNotEqualTo(id);
        assertThat(Alert.id("pump-1", Alert.Type.STUCK, "", 1000)).isNotEqualTo(id);
        assertThat(Alert.id("pump-1", Alert.Type.ANOMALY, "flow", 1000)).isNotEqualTo(id);
        assertThat(Alert.id("pump-1", Alert.Type.ANOMALY, "", 2000)).isNotEqualTo(id);
    }

    private static IncidentState moved(IncidentState state) {
        ByteBuffer bytes = ByteBuffer.allocate(IncidentState.MAX_STATE_SIZE);
        state.write(bytes);
        IncidentState read = IncidentState.read(bytes.flip());
        assertThat(read).isEqualTo(state);
        assertThat(bytes.hasRemaining()).isFalse();
        return read;
    }

    private static char letter(IncidentState state) {
        return state.getClass().getSimpleName().charAt(0);
    }
}
