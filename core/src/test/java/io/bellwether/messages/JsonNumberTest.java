package io.bellwether.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {
    private static final long SEED = 20261120;

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -1,
                0.001,
                0.00099999,
                0.1 + 0.2,
                9_999_999,
                9_999_999.5,
                1e7,
                1e22,
                9.999999999999999e22,
                4.9e-324,
                Double.MAX_VALUE,
                123.4567890123,
                999999.9999999999
            })
    void write_number_isJacksonsShortest(double value) {
        assertThat(write(value)).isEqualTo(NumberOutput.toString(value, true));
    }

    @Test
    void write_anyNumber_isJacksonsShortest() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int n = 0; n < 300_000; n++) {
            double value = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-8, 10));
            double cut = Math.pow(10, random.nextInt(0, 10));
            double number = n % 3 == 0 ? value : n % 3 == 1 ? Math.rint(value * cut) / cut : (float) value;

            assertThat(write(number)).as("seed %d", SEED).isEqualTo(NumberOutput.toString(number, true));
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void write_notFinite_isNull(double value) {
        assertThat(write(value)).isEqualTo("null");
    }

    private static String write(double value) {
        byte[] out = new byte[3 + JsonNumber.LONGEST];
        int end = JsonNumber.write(value, out, 3);
        return new String(out, 3, end - 3, StandardCharsets.ISO_8859_1);
    }
}
