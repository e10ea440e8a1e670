package io.bellwether.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultScheduleTest {
    private static final Instant FROM = SampleData.TEST_START;

    static Stream<Arguments> stretches() {
        return PlantSimulator.assets().stream()
                .flatMap(asset -> Stream.of(24, 30, 48, 71, 120, 121, 143, 144, 240, 270)
                        .map(hours -> Arguments.of(asset, Duration.ofHours(hours))));
    }

    @ParameterizedTest
    @MethodSource("stretches")
    void spread_anyLength_hasEveryFaultApartAndWithinTheStretch(String asset, Duration length) {
        List<Fault> faults = FaultSchedule.spread(asset, FROM, length);

        assertThat(faults).extracting(Fault::kind).contains(FaultKind.values());
        assertThat(faults).hasSizeGreaterThanOrEqualTo((int) (6 * length.toDays() / 5));
        Instant normalSince = FROM;
        for (Fault fault : faults) {
            assertThat(Duration.between(normalSince, fault.start()))
                    .as("normal operation before %s", fault)
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(40));
            normalSince = fault.end();
        }
        assertThat(normalSince).isBefore(FROM.plus(length));
    }

    @Test
    void spread_sampleData_leavesHoursOfNormalOperationAroundEachFault() {
        for (String asset : PlantSimulator.assets()) {
            Instant normalSince = SampleData.TEST_START;
            for (Fault fault : SampleData.faults(asset)) {
                assertThat(Duration.between(normalSince, fault.start()))
                        .as("normal operation before %s", fault)
                        .isGreaterThanOrEqualTo(Duration.ofHours(8));
                assertThat(fault.length()).isEqualTo(fault.kind().usualLength());
                normalSince = fault.end();
            }
            assertThat(Duration.between(normalSince, SampleData.TEST_START.plus(SampleData.TEST_LENGTH)))
                    .isGreaterThanOrEqualTo(Duration.ofHours(8));
        }
    }

    @Test
    void spread_lessThanADay_isRefused() {
        assertThatThrownBy(() -> FaultSchedule.spread("pump-1", FROM, Duration.ofHours(23)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("six faults need at least");
    }

    @Test
    void spread_unknownAsset_isRefused() {
        assertThatThrownBy(() -> FaultSchedule.spread("pump-9", FROM, Duration.ofDays(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pump-9");
    }

    @Test
    void severity_overAWindow_risesFromZeroAndIsGoneAtTheEnd() {
        Onset onset = new Onset(0.2, 2, 0.1);

        assertThat(onset.severity(0)).isZero();
        assertThat(onset.severity(0.1)).isEqualTo(0.25);
        assertThat(onset.severity(0.2)).isEqualTo(1);
        assertThat(onset.severity(0.5)).isEqualTo(1);
        assertThat(onset.severity(0.95)).isCloseTo(0.5, within(1e-9));
        assertThat(onset.severity(1)).isZero();
        assertThat(Onset.ABRUPT.severity(0)).isEqualTo(1);
    }
}
