package io.bellwether.demo.processes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private final MetricsPage page = new MetricsPage("""
            # HELP rejected_total Readings { not } used.
            # TYPE rejected_total counter
            rejected_total{reason="not_json"} 3.0
            rejected_total{reason="a } b \\" c"} 4.0 1700000000000
            # TYPE ratio histogram
            ratio_bucket{le="+Inf"} 2
            ratio_sum 1.5E3
            lag NaN
            top +Inf

            """);

    @Test
    void sum_severalLabels_areAddedUp() {
        assertThat(page.sum("rejected_total")).isEqualTo(7);
        assertThat(page.count("rejected_total")).isEqualTo(7);
    }

    @Test
    void sum_oddNumbers_areRead() {
        assertThat(page.sum("ratio_sum")).isEqualTo(1500);
        assertThat(page.sum("lag")).isNaN();
        assertThat(page.sum("top")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(page.sum("unknown")).isZero();
    }

    @Test
    void names_page_holdSamplesAndFamilies() {
        assertThat(page.names())
                .containsExactlyInAnyOrder("rejected_total", "ratio", "ratio_bucket", "ratio_sum", "lag", "top");
    }
}
