package io.bellwether.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.detector.TinyModels;
import io.bellwether.messages.ScoreMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two laws of {@link io.bellwether.detector.ops.DetectorMetrics} on any mix of good, bad and mutilated records. */
class AccountingTest {
    private static final List<String> SENSORS = List.of("flow", "pressure", "colour", "");
    private static final List<String> ASSETS = List.of("pump-1", "pump-1", "pump-1", "pump-2", "toaster");
    private static final List<String> VALUES =
            List.of("1.5", "-0.25", "0", "null", "NaN", "\"1.5\"", "1e999", "[]", "{}", "true");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyMix_isSent_bothLawsHoldAfterEveryRecord(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, String> settings = Map.of(
                "unknown-assets", seed % 2 == 0 ? "reject" : "ignore",
                "unknown-sensors", seed % 3 == 0 ? "ignore" : "reject");
        try (Bench bench = new Bench(settings, TinyModels.file("tiny", "1.0.0", seed))) {
            int frames = 0;
            int warmingUp = 0;
            int letters = 0;
            for (int i = 0; i < 600; i++) {
                String asset = random.nextInt(40) == 0 ? null : ASSETS.get(random.nextInt(ASSETS.size()));
                bench.send(asset, record(random, i), Bench.START.plusSeconds(i));
                List<ScoreMessage> scores = bench.scores();
                frames += scores.size();
                warmingUp +=
                        (int) scores.stream().filter(ScoreMessage::warmingUp).count();
                letters += bench.deadLetters().size();
                int accounted = bench.count("readings.rejected")
                        + bench.count("readings.ignored")
                        + bench.count("readings.late")
                        + bench.count("readings.duplicate")
                        + bench.count("readings.in.frames");
                assertThat(accounted)
                        .as("readings after record %s of seed %s", i, seed)
                        .isEqualTo(bench.count("readings.received"));
                assertThat(bench.count("frames"))
                        .isEqualTo(bench.count("frames.scored") + bench.count("frames.warming.up"))
                        .isEqualTo(frames);
            }
            assertThat(bench.count("frames.warming.up")).isEqualTo(warmingUp);
            assertThat(bench.count("records.dead.lettered")).isEqualTo(letters);
            assertThat(bench.count("readings.in.frames")).as("some are good").isPositive();
            assertThat(bench.count("readings.rejected")).as("some are bad").isPositive();
            assertThat(bench.count("readings.late")).as("some are late").isPositive();
        }
    }

    private static byte[] record(SplittableRandom random, int second) {
        Instant time = Bench.START.plusSeconds(second + random.nextInt(-3, 3)).plusMillis(random.nextInt(3) * 100L);
        StringBuilder json = new StringBuilder("{");
        if (random.nextInt(20) > 0) {
            json.append("\"ts\":\"").append(time).append('"');
        } else {
            json.append("\"x\":null");
        }
        for (String sensor : SENSORS) {
            if (random.nextInt(sensor.length() > 6 || sensor.equals("flow") ? 10 : 2) > 0) {
                String value = VALUES.get(random.nextInt(random.nextInt(3) == 0 ? VALUES.size() : 3));
                json.append(",\"").append(sensor).append("\":").append(value);
            }
        }
        byte[] bytes = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
