package io.bellwether.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionTest {
    @Test
    void counts_ofAKnownSeries_areThoseDoneByHand() {
        //                                      0         1
        //                                      0123456789012345
        Detection detection = Detection.of(
                Marks.of("0000111100001100"), // events at 4-7 and 12-13
                Marks.of("0110001100100000"), // alarms at 1-2 (false), 6-7 (late), 10 (false)
                Marks.everySecond(16),
                1);

        assertThat(detection.truePositives()).isEqualTo(2);
        assertThat(detection.falsePositives()).isEqualTo(3);
        assertThat(detection.trueNegatives()).isEqualTo(7);
        assertThat(detection.falseNegatives()).isEqualTo(4);
        assertThat(detection.precision()).isEqualTo(2 / 5.0);
        assertThat(detection.recall()).isEqualTo(2 / 6.0);
        assertThat(detection.f1()).isCloseTo(4 / 11.0, within(1e-12));
        assertThat(detection.falseAlarmRate()).isEqualTo(3 / 10.0);
        assertThat(detection.missedRate()).isEqualTo(4 / 6.0);
        assertThat(detection.events()).isEqualTo(2);
        assertThat(detection.eventRecall()).isEqualTo(0.5);
        assertThat(detection.delays()).containsExactly(2.0);
        assertThat(detection.falseAlarms()).isEqualTo(2);
        assertThat(detection.normalDays()).isCloseTo(10 / 86_400.0, within(1e-12));
        assertThat(detection.falseAlarmsPerDay()).isCloseTo(2 * 8_640, within(1e-6));
    }

    @Test
    void alarm_thatBeginsBeforeTheEvent_isNotFalseAndHasNoDelay() {
        Detection detection = Detection.of(Marks.of("000110"), Marks.of("011110"), Marks.everySecond(6), 1);

        assertThat(detection.falseAlarms()).isZero();
        assertThat(detection.delays()).containsExactly(0.0);
        assertThat(detection.falsePositives()).isEqualTo(2);
    }

    @Test
    void runs_atBothEnds_areCounted() {
        Detection detection = Detection.of(Marks.of("110011"), Marks.of("100001"), Marks.everySecond(6), 1);

        assertThat(detection.events()).isEqualTo(2);
        assertThat(detection.delays()).containsExactly(0.0, 1.0);
    }

    @Test
    void gap_inTheRows_countsForTenUsualDistances() {
        double[] seconds = {0, 1, 2, 10_002, 10_003};

        Detection detection = Detection.of(Marks.of("00000"), Marks.of("00000"), seconds, 1);

        assertThat(detection.normalDays() * 86_400).isCloseTo(1 + 1 + 10 + 1 + 1, within(1e-9));
    }

    /** Ten rows a second whose times are cut to whole seconds; then no two rows that differ. */
    @ParameterizedTest
    @CsvSource({"0 0 0 0 0 1 1 1 1 1 2 2 2 2 2, 3", "0 0 0 0 0 60 60 60 61 61 61 61 62 62 62, 13", "5 5 5, 0.1"})
    void rows_ofTheSameTime_takeTheirTimeFromThoseThatDiffer(String times, double normalSeconds) {
        double[] seconds =
                Stream.of(times.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
        boolean[] none = new boolean[seconds.length];

        Detection detection = Detection.of(none, none, seconds, 0.1);

        assertThat(detection.normalDays() * 86_400).isCloseTo(normalSeconds, within(1e-9));
    }

    @Test
    void pooling_addsCountsAndDelays() {
        Detection one = Detection.of(Marks.of("0110"), Marks.of("0010"), Marks.everySecond(4), 1);
        Detection two = Detection.of(Marks.of("0011"), Marks.of("1011"), Marks.everySecond(4), 1);

        Detection both = one.plus(two);

        assertThat(both.truePositives()).isEqualTo(3);
        assertThat(both.falsePositives()).isEqualTo(1);
        assertThat(both.delays()).isEqualTo(List.of(1.0, 0.0));
        assertThat(both.medianDelay()).isEqualTo(0.5);
        assertThat(both.meanDelay()).isEqualTo(0.5);
        assertThat(both.f1()).isCloseTo(6 / 8.0, within(1e-12));
    }

    @Test
    void figures_withoutEventsOrAlarms_areNotNumbers() {
        Detection detection = Detection.of(Marks.of("000"), Marks.of("000"), Marks.everySecond(3), 1);

        assertThat(detection.f1()).isNaN();
        assertThat(detection.eventRecall()).isNaN();
        assertThat(detection.medianDelay()).isNaN();
        assertThat(detection.falseAlarmRate()).isZero();
    }
}
