package io.bellwether.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-12.5, -12.5",
        "123456789, 123457000",
        "1e9, 1E+9",
        "0.1234567, 0.123457",
        "0.00000012345678, 1.23457E-7",
        "999999.7, 1000000",
        "0.9999999, 1",
        "1e300, 1.0E300",
        "1e-300, 1.0E-300",
        "NaN, null",
        "Infinity, null",
        "-Infinity, null"
    })
    void json_ofANumber_hasSixDigits(double value, String json) {
        assertThat(JsonNumber.of(value)).isEqualTo(json);
    }

    @Test
    void json_withFewerDigits_hasThese() {
        assertThat(JsonNumber.of(1234.567, 3)).isEqualTo("1230");
        assertThat(JsonNumber.of(0.0666666, 3)).isEqualTo("0.0667");
    }

    @Test
    void json_ofNumbersOfAnySize_isTheDecimalRounded() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            double value = (random.nextDouble() - 0.5) * StrictMath.pow(10, random.nextInt(-10, 15));

            BigDecimal json = new BigDecimal(JsonNumber.of(value));

            assertThat(json).as("%s", value).isEqualByComparingTo(new BigDecimal(value).round(new MathContext(6)));
        }
    }
}
