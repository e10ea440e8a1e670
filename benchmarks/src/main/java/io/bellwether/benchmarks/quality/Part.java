package io.bellwether.benchmarks.quality;

import io.bellwether.trainer.data.CsvTable;
import java.util.function.IntPredicate;

/** Some rows of a file. */
record Part(CsvTable table, IntPredicate rows) {
    static Part all(CsvTable table) {
        return new Part(table, row -> true);
    }

    /** The rows before this one. */
    static Part before(CsvTable table, int end) {
        return new Part(table, row -> row < end);
    }

    /** This row and those after it. */
    static Part from(CsvTable table, int begin) {
        return new Part(table, row -> row >= begin);
    }

    String name() {
        return table.fileName();
    }
}
