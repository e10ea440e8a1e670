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

    @ParameterizedTest
    @CsvSource({
        "1013250.40000000123, 8, 1013250.4",
        "1013250.41234567891, 8, 1013250.41234568",
        "-2.46, 1, -2.5",
        "-0.04, 1, 0",
        "15, -1, 20",
        "123456789, -3, 123457000",
        "123456789.123456789, 9, 123456789.123456789", // 18 digits are too many
        "1.5, 23, 1.5",
        "1.5, -23, 1.5",
        "NaN, 3, NaN",
        "Infinity, 3, Infinity"
    })
    void round_toDecimals_isTheDoubleOfTheDecimal(double value, int decimals, double rounded) {
        assertThat(Digits.round(value, decimals)).isEqualTo(Double.valueOf(rounded));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "9.99, 0", "0.05, 2", "0.1, 1", "0.099, 2", "10, -1", "99999, -4", "3e-320, 320", "1e22, -22"})
    void decimals_value_tellsItsFirstDigit(double value, int decimals) {
        assertThat(Digits.decimals(value)).isEqualTo(decimals);
    }
}
