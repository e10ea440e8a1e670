package io.bellwether.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger tries first. */
class DemoIT {

    @Test
    void demo_shortReplay_findsEveryFaultAndLeavesNothingBehind(@TempDir Path dir) throws Exception {
        Path temporary = Files.createDirectory(dir.resolve("tmp"));
        File log = dir.resolve("demo.log").toFile();
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DemoMain.class.getName(),
                        "--seconds",
                        "8")
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            boolean ended = demo.waitFor(170, TimeUnit.SECONDS);

            String told = Files.readString(log.toPath());
            assertThat(ended).as(told).isTrue();
            assertThat(demo.exitValue()).as(told).isZero();
            assertThat(told)
                    .contains("$ bellwether train ", "$ bellwether publish ", "metrics at http://", "OPENED", "CLOSED")
                    .containsPattern("12 of 12 faults alerted; (0 false alarms|1 false alarm);")
                    .contains("115,200 readings sent = 115,200 in frames + 0 rejected + 0 late or twice")
                    .doesNotContain("\033[");
            assertThat(told.lines().filter(line -> line.endsWith(" yes")))
                    .as("faults for which a right sensor was named:%n%s", told)
                    .hasSizeGreaterThanOrEqualTo(10);
            try (var left = Files.list(temporary)) {
                List<Path> folders = left.filter(
                                path -> path.getFileName().toString().startsWith("bellwether-"))
                        .toList();
                assertThat(folders).isEmpty();
            }
        } finally {
            demo.descendants().forEach(ProcessHandle::destroyForcibly);
            demo.destroyForcibly();
        }
    }
}
