package io.bellwether.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
    private static final long SEED = 20261120;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "0.1, 0.1",
        "2.4567891234, 2.456789",
        "-2.4567891234, -2.456789",
        "9.99999999, 10",
        "0.099999999, 0.1",
        "0.000123456789, 0.0001234568",
        "123456.78, 123456.8",
        "1234567.8, 1234568",
        "123456789.4, 123456789",
        "1e300, 1e300",
        "1e-300, 1e-300",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void round_value_hasSevenDigits(double value, double rounded) {
        assertThat(Digits.round(value)).isEqualTo(Double.valueOf(rounded));
    }

    @Test
    void round_anyValue_isTheDoubleOfTheDecimalAndStays() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int n = 0; n < 100_000; n++) {
            double value =
                    (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.1, 1) * Math.pow(10, random.nextInt(-11, 8));
            double rounded = Digits.round(value);

            BigDecimal decimal = new BigDecimal(value).round(new MathContext(7));
            assertThat(rounded).as("seed %d, value %s", SEED, value).isEqualTo(decimal.doubleValue());
            assertThat(Digits.round(rounded)).isEqualTo(rounded);
        }
    }
}
