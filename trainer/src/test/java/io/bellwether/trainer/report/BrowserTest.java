package io.bellwether.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bellwether.trainer.Cli;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser makes of a report. */
class BrowserTest {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    @TempDir
    private Path folder;

    private String browser = "";

    @BeforeEach
    void find() {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(path -> NAMES.stream().map(name -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "chromium is not on the PATH (Debian package chromium): NOT CHECKED");
        browser = found.orElseThrow().toString();
    }

    /** What the script has put into the page. */
    private String shown(Path page) throws IOException, InterruptedException {
        Path out = folder.resolve("dom.html");
        Process process = new ProcessBuilder(
                        browser,
                        "--headless",
                        "--no-sandbox", // the page is our own, and a container's root has no sandbox
                        "--disable-gpu",
                        "--window-size=1280,4000",
                        "--virtual-time-budget=5000",
                        "--run-all-compositor-stages-before-draw", // or what is in sight may not be known yet
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).isZero();
        String dom = Files.readString(out);
        return dom.substring(dom.indexOf("</noscript>"), dom.indexOf("</main>"));
    }

    @Test
    void page_inABrowser_showsEverythingAndRunsNothingFromTheData() throws Exception {
        Path data = ReportTest.machines(folder.resolve("machines.csv"));
        Cli backtest = Cli.run(
                "backtest",
                data.toString(),
                "--train-rows=400",
                "--kind=z-score",
                "--label=fault",
                "--out=" + folder.resolve("out"));
        assertThat(backtest.code()).as(backtest.err()).isZero();

        String dom = shown(folder.resolve("out/report.html"));

        assertThat(dom)
                .contains("<h1>Backtest</h1>", "Labelled events: 1 of 1 found")
                .contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;", "pump &amp; &lt;b&gt;\"co\"&lt;/b&gt;")
                .doesNotContain("<img", "role=\"alert\"");
        assertThat(dom.split("<canvas", -1)).hasSizeGreaterThan(2 * (1 + 3 + 2));
        // Drawn canvases have a size of their own: the first legend, score and sensor are in sight.
        assertThat(dom).containsPattern("<canvas[^>]*aria-label=\"score against[^>]*width=\"\\d{3,}\"");
    }
}
