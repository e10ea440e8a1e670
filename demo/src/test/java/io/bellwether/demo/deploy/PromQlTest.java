package io.bellwether.demo.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromQlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "up ; up",
                "up{job=\"bellwether\"} == 0 ; up",
                "{job=\"a\"} ; ~~",
                "sum by (job, instance) (rate(a_total[5m])) > 10 + b:c:rate5m ; a_total b:c:rate5m",
                "histogram_quantile(0.99, sum by (le) (rate(a_bucket{x=~\"y|z{}\"}[$__rate_interval]))) ; a_bucket",
                "a_total unless a_total offset 1h ; a_total",
                "sum without(asset)(a) / on(job) group_left(name) b > bool 1e-3 ; a b",
                "absent(up{instance='b_total'}) or vector(1) ; up",
                "sum(increase(a_total[1h])) > 0 and deriv(b1[10m]) > 0 ; a_total b1",
            })
    void metrics_expression_namesThem(String expression, String expected) {
        assertThat(String.join(" ", PromQl.metrics(expression))).isEqualTo(expected);
    }

    @Test
    void metrics_unknownSyntax_isRefused() {
        assertThatThrownBy(() -> PromQl.metrics("a @ 12 ? b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@");
    }
}
