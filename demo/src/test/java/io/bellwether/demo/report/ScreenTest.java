package io.bellwether.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    private Screen screen(boolean progress, boolean colour) {
        return new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), progress, colour, clock::get);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void paint_colour_onlyWhenAsked() {
        assertThat(screen(false, true).paint(Screen.Tone.BAD, "x")).isEqualTo("\033[31mx\033[0m");
        assertThat(screen(false, false).paint(Screen.Tone.BAD, "x")).isEqualTo("x");
    }

    @Test
    void progress_noTerminal_writesNothing() {
        screen(false, false).progress(() -> {
            throw new AssertionError("asked for nothing");
        });

        assertThat(text()).isEmpty();
    }

    @Test
    void line_afterProgress_replacesIt() {
        Screen terminal = screen(true, false);

        terminal.progress(() -> "42 %");
        terminal.line("alert");
        terminal.line("another");

        assertThat(text()).isEqualTo(String.format("\r\033[K42 %%\r\033[Kalert%nanother%n"));
    }

    @Test
    void progress_oftenCalled_isWrittenSomeTimesASecond() {
        Screen terminal = screen(true, false);

        for (int millis = 0; millis < 1_000; millis++) {
            terminal.progress(() -> "!");
            clock.addAndGet(Duration.ofMillis(1).toNanos());
        }

        assertThat(text().chars().filter(c -> c == '!').count()).isBetween(4L, 10L);
    }
}
