package io.bellwether.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SensorLookupTest {
    private static final Map<String, Integer> SENSORS = Map.of("flow", 0, "speed", 1, "temperature", 2);

    @Test
    void find_inWhateverOrderAndObject_findsTheSensor() {
        SensorLookup lookup = new SensorLookup(SENSORS);
        List<String> names = List.of("flow", "speed", "temperature", "level");
        SplittableRandom random = new SplittableRandom(1);

        for (int i = 0; i < 10_000; i++) {
            String name = names.get(i % 100 < 50 ? i % 4 : random.nextInt(4));
            String told = random.nextBoolean() ? name : new String(name.toCharArray());
            assertThat(lookup.find(told)).isEqualTo(SENSORS.getOrDefault(name, SensorLookup.UNKNOWN));
        }
    }
}
