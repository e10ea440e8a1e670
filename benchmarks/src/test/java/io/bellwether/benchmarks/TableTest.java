package io.bellwether.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void table_someRows_linesUp() {
        Table table = new Table(List.of("who", "items/s")).row(List.of("a longer name", "1"));

        assertThat(table.lines())
                .containsExactly(
                        "| who           | items/s |", //
                        "|---------------|--------:|",
                        "| a longer name |       1 |");
    }

    @Test
    void number_anySize_showsWhatCounts() {
        assertThat(List.of(1234567.8, 123.4, 12.34, 1.234, Double.NaN).stream().map(Table::number))
                .containsExactly("1 234 568", "123", "12.3", "1.23", "-");
    }
}
