package io.bellwether.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAssemblerTest {
    private static final FeatureSpec TWO_SENSORS =
            new FeatureSpec(List.of(new Sensor("a", ""), new Sensor("b", "")), Duration.ofSeconds(1));
    private static final AssemblyPolicy POLICY = AssemblyPolicy.defaults(Duration.ofSeconds(1));

    private final List<String> frames = new ArrayList<>();
    private final FrameSink sink = frame -> frames.add(frame.time() + ":" + frame.value(0) + "," + frame.value(1));
    private FrameAssembler assembler = new FrameAssembler(TWO_SENSORS, POLICY);

    @Test
    void accept_completeSlot_closesAtOnce() {
        row(5000, 1, 2);

        assertThat(frames).containsExactly("5000:1.0,2.0");
        assertThat(assembler.hasOpenSlots()).isFalse();
    }

    @Test
    void accept_timeWithinSlot_frameBearsSlotTime() {
        row(5678, 1, 2);

        assertThat(frames).containsExactly("5000:1.0,2.0");
    }

    @Test
    void accept_timeBeforeEpoch_roundsDown() {
        row(-1, 1, 2);

        assertThat(frames).containsExactly("-1000:1.0,2.0");
    }

    @Test
    void accept_incompleteSlot_waitsForItsSensorUntilLatenessIsOver() {
        assembler.accept(0, 5000, 1, sink);
        row(6000, 3, 4);
        assertThat(frames).isEmpty();

        row(7000, 5, 6); // 5000's slot ended at 6000, one second of lateness ends now

        assertThat(frames).containsExactly("5000:1.0,NaN", "6000:3.0,4.0", "7000:5.0,6.0");
    }

    @Test
    void accept_lateSensorWithinLateness_completesItsSlot() {
        assembler.accept(0, 5000, 1, sink);
        assembler.accept(0, 6000, 3, sink);

        assertThat(assembler.accept(1, 5000, 2, sink)).isEqualTo(Fate.IN_FRAME);

        assertThat(frames).containsExactly("5000:1.0,2.0");
    }

    @Test
    void accept_slotClosed_isLate() {
        row(5000, 1, 2);
        row(6000, 3, 4);

        assertThat(assembler.accept(0, 5500, 9, sink)).isEqualTo(Fate.LATE);
        assertThat(frames).hasSize(2);
    }

    @Test
    void accept_sameSensorAndTimeAgain_isDuplicateInOpenAndInClosedSlot() {
        assembler.accept(0, 5000, 1, sink);
        assertThat(assembler.accept(0, 5000, 9, sink)).isEqualTo(Fate.DUPLICATE);
        assembler.accept(1, 5000, 2, sink);
        assertThat(assembler.accept(1, 5000, 9, sink)).isEqualTo(Fate.DUPLICATE);

        assertThat(frames).containsExactly("5000:1.0,2.0");
    }

    @Test
    void accept_twoTimesInOneSlot_newestCounts() {
        assembler.accept(0, 5200, 1, sink);
        assembler.accept(0, 5800, 3, sink);
        assembler.accept(0, 5500, 2, sink);
        assembler.accept(1, 5000, 4, sink);

        assertThat(frames).containsExactly("5000:3.0,4.0");
    }

    @Test
    void accept_missingValueReported_completesTheSlot() {
        row(5000, Double.NaN, 2);

        assertThat(frames).containsExactly("5000:NaN,2.0");
    }

    @Test
    void accept_shortGap_isBridgedByMissingFrames() {
        row(5000, 1, 2);
        row(8000, 3, 4);
        row(9000, 5, 6);

        assertThat(frames)
                .containsExactly("5000:1.0,2.0", "6000:NaN,NaN", "7000:NaN,NaN", "8000:3.0,4.0", "9000:5.0,6.0");
    }

    @Test
    void accept_longGap_isNotBridged() {
        row(5000, 1, 2);
        row(17000, 3, 4);
        row(18000, 5, 6);

        assertThat(frames).containsExactly("5000:1.0,2.0", "17000:3.0,4.0", "18000:5.0,6.0");
    }

    @Test
    void flush_openSlots_closesThemIncomplete() {
        row(5000, 1, 2);
        assembler.accept(1, 6000, 4, sink);

        assembler.flush(sink);

        assertThat(frames).containsExactly("5000:1.0,2.0", "6000:NaN,4.0");
        assertThat(assembler.accept(0, 6000, 3, sink)).isEqualTo(Fate.LATE);
    }

    @Test
    void flush_nothingSeen_givesNothing() {
        assembler.flush(sink);

        assertThat(frames).isEmpty();
    }

    @Test
    void accept_closingWhenElapsed_waitsForTheSlotToPass() {
        assembler = new FrameAssembler(TWO_SENSORS, POLICY.closing(AssemblyPolicy.Closing.WHEN_ELAPSED));
        row(5000, 1, 2);
        row(5500, 3, 4);
        assertThat(frames).isEmpty();

        row(7000, 5, 6);

        assertThat(frames).containsExactly("5000:3.0,4.0");
    }

    @Test
    void constructor_latenessKeepsTooManySlotsOpen_isRefused() {
        AssemblyPolicy tooLate = new AssemblyPolicy(
                AssemblyPolicy.Closing.WHEN_COMPLETE, Duration.ofSeconds(63), Duration.ZERO, Duration.ZERO);

        assertThatThrownBy(() -> new FrameAssembler(TWO_SENSORS, tooLate))
                .hasMessageContaining("keeps 65 slots")
                .hasMessageContaining("at most 64");
    }

    /** Whatever the order within the allowed lateness, the frames are those of sorted input, and every reading is told. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void accept_shuffledWithinLateness_givesTheFramesOfSortedInput(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AssemblyPolicy policy = new AssemblyPolicy(
                AssemblyPolicy.Closing.WHEN_COMPLETE, Duration.ofSeconds(5), Duration.ZERO, Duration.ofSeconds(4));
        List<long[]> readings = new ArrayList<>(); // (sensor, time, value)
        for (long second = 0; second < 200; second++) {
            for (int sensor = 0; sensor < 2; sensor++) {
                if (random.nextInt(10) > 0) {
                    readings.add(new long[] {sensor, second * 1000 + random.nextInt(1000), random.nextInt(1000)});
                }
            }
        }
        readings.sort((x, y) -> Long.compare(x[1], y[1]));
        List<String> sorted = run(policy, readings, null);

        List<long[]> shuffled = new ArrayList<>(readings);
        shuffled.sort((x, y) -> Long.compare(x[1] + 4000 * (x[2] % 2), y[1] + 4000 * (y[2] % 2)));

        assertThat(run(policy, shuffled, null)).as("seed %d", seed).isEqualTo(sorted);
        assertThat(run(policy, shuffled, random))
                .as("seed %d, state moved", seed)
                .isEqualTo(sorted);
    }

    private List<String> run(AssemblyPolicy policy, List<long[]> readings, SplittableRandom moveState) {
        frames.clear();
        assembler = new FrameAssembler(TWO_SENSORS, policy);
        row(-10_000, 0, 0); // the first reading sets where the asset's time begins
        for (long[] reading : readings) {
            assertThat(assembler.accept((int) reading[0], reading[1], (double) reading[2], sink))
                    .isEqualTo(Fate.IN_FRAME);
            if (moveState != null && moveState.nextInt(4) == 0) {
                assembler = moved(assembler, policy);
            }
        }
        assembler.flush(sink);
        return List.copyOf(frames);
    }

    private static FrameAssembler moved(FrameAssembler from, AssemblyPolicy policy) {
        ByteBuffer bytes = ByteBuffer.allocate(from.maxStateSize());
        from.write(bytes);
        FrameAssembler to = new FrameAssembler(TWO_SENSORS, policy);
        to.read(bytes.flip());
        assertThat(bytes.hasRemaining()).isFalse();
        return to;
    }

    private void row(long time, double a, double b) {
        assembler.accept(0, time, a, sink);
        assembler.accept(1, time, b, sink);
    }
}
