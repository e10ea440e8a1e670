package io.bellwether.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityCommandTest {
    private static final int FAULT_FROM = 550;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of("quality", "--data", folder.toString()));
        all.addAll(List.of(args));
        return BenchMain.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    /** A pump of three sensors as SKAB writes it; the last rows are far off. */
    private void writePump() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder csv = new StringBuilder("datetime;a;b;c;anomaly;changepoint\n");
        for (int row = 0; row < 600; row++) {
            double fault = row >= FAULT_FROM ? 30 : 0;
            csv.append(String.format(
                    Locale.ROOT,
                    "2026-01-01 00:%02d:%02d;%.4f;%.4f;%.4f;%.1f;0.0%n",
                    row / 60,
                    row % 60,
                    random.nextDouble() + fault,
                    random.nextDouble(),
                    random.nextDouble(),
                    row >= FAULT_FROM ? 1.0 : 0.0));
        }
        Path valve = Files.createDirectories(folder.resolve("skab/valve1"));
        Files.writeString(valve.resolve("0.csv"), csv);
    }

    @Test
    void quick_onOneFile_judgesEveryKindAndEveryPeer() throws IOException {
        writePump();
        Path results = folder.resolve("quality.md");

        int code = run("--quick", "--kinds", "z-score,pca", "--seeds", "7,8", "--results", results.toString());

        assertThat(code).as(err.toString()).isZero();
        List<String> lines = Files.readAllLines(results);
        List<String> rows = lines.stream().filter(line -> line.startsWith("| ")).toList();
        assertThat(rows).hasSize(1 + 2 + 5);
        for (String row : rows.subList(1, rows.size())) {
            if (!row.contains("learning on")) { // it soon takes the fault for normal
                assertThat(Double.parseDouble(row.split("\\|", -1)[2].strip()))
                        .as(row)
                        .isGreaterThan(0.8);
            }
        }
        assertThat(lines).anyMatch(line -> line.startsWith("Seeds 7; 2 threads; "));
        assertThat(out.toString()).contains(lines);
    }

    @Test
    void data_thatCannotBeRead_isRefusedInOneLine() throws IOException {
        Path valve = Files.createDirectories(folder.resolve("skab/valve1"));
        Files.writeString(valve.resolve("0.csv"), "datetime;a\n");

        assertThat(run("--quick", "--kinds", "z-score")).isEqualTo(3);
        assertThat(err.toString().lines()).singleElement().asString().contains("has a header but no rows, ", "0.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''               | there is no folder of public data ",
                "--quick          | there is no folder of public data ",
                "--ablation       | there is no folder of public data ",
                "--threads=0      | --threads must be at least 1",
                "--simulator-only --kinds=gru | unknown kind 'gru'",
                "--simulator-only --quick | --simulator-only goes neither with",
            })
    void mistake_ofTheUser_isOneLine(String options, String message) {
        int code = run(options.isEmpty() ? new String[0] : options.split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("bellwether: ")
                .contains(message);
    }
}
